using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Safety;

public sealed class SafetyKernelTests
{
    private static readonly SafetyLimits Limits = new(GlobalMax: 20, SymbolMax: 5, WindowSec: 10, CooldownSec: 300);

    // Safe mode first, then all, then the symbol's; each count includes the intent itself.
    [Theory]
    [InlineData(SafeMode.Off, 1, 1, null)]
    [InlineData(SafeMode.Off, 20, 5, null)]
    [InlineData(SafeMode.Off, 21, 5, SafetyReason.GlobalRateExceeded)]
    [InlineData(SafeMode.Off, 20, 6, SafetyReason.SymbolRateExceeded)]
    [InlineData(SafeMode.Off, 21, 6, SafetyReason.GlobalRateExceeded)]
    [InlineData(SafeMode.On, 1, 1, SafetyReason.SafeModeEnabled)]
    [InlineData(SafeMode.On, 21, 6, SafetyReason.SafeModeEnabled)]
    [InlineData(SafeMode.Unreadable, 1, 1, SafetyReason.SafetyStateUnavailable)]
    public void Intent_ThatCouldRaiseRisk_IsJudgedInOrder(SafeMode mode, long global, long symbol, SafetyReason? reason)
    {
        var verdict = SafetyKernel.Judge(mode, new SafetyCounts(global, symbol), Limits, reducesRisk: false);

        Assert.Equal(reason, verdict.Reason);
        Assert.Equal(reason is null, verdict.IsAllowed);
        Assert.Equal(reason is SafetyReason.GlobalRateExceeded or SafetyReason.SymbolRateExceeded, verdict.Trips);
    }

    [Theory]
    [InlineData(SafeMode.Off, SafetyReason.SafetyStateUnavailable)]
    [InlineData(SafeMode.On, SafetyReason.SafeModeEnabled)]
    [InlineData(SafeMode.Unreadable, SafetyReason.SafetyStateUnavailable)]
    public void Counts_ThatAreNotKnown_Deny(SafeMode mode, SafetyReason reason) =>
        Assert.Equal(reason, SafetyKernel.Judge(mode, counts: null, Limits, reducesRisk: false).Reason);

    // What only reduces always passes, never trips, and says so exactly where another would have been denied.
    [Fact]
    public void ReduceOnly_AlwaysPasses_AndIsAnExemptionWhereAnotherWouldBeDenied()
    {
        var cases =
            from mode in Gen.Elements(Enum.GetValues<SafeMode>())
            from known in Gen.Elements(true, false)
            from global in Gen.Choose(0, 50)
            from symbol in Gen.Choose(0, 20)
            select (mode, counts: known ? new SafetyCounts(global, symbol) : default(SafetyCounts?));
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var other = SafetyKernel.Judge(one.mode, one.counts, Limits, reducesRisk: false);
            var own = SafetyKernel.Judge(one.mode, one.counts, Limits, reducesRisk: true);
            return own.IsAllowed && !own.Trips && own.IsExempt == !other.IsAllowed && !other.IsExempt;
        }).Check(KernelInputs.Thousand);
    }

    [Theory]
    [InlineData(1_748_736_000, 174_873_600)]
    [InlineData(1_748_736_009, 174_873_600)]
    [InlineData(1_748_736_010, 174_873_601)]
    public void Window_Tumbles(long epoch, long bucket) => Assert.Equal(bucket, Limits.BucketOf(epoch));
}
