using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

public sealed class PublishGateTests
{
    private readonly PublishGate<Reading> _gate = new((last, next) => Math.Abs(next.Value - last.Value) > 1, r => r.Computed, r => r.Inputs, maxAgeSec: 60);

    [Theory]
    [InlineData(10, 0, 0, false)]
    [InlineData(11, 0, 0, false)]
    [InlineData(11.5, 0, 0, true)]
    [InlineData(8.5, 0, 0, true)]
    [InlineData(10, 59, 59, false)]
    [InlineData(10, 60, 0, true)]
    [InlineData(10, 0, 60, true)]
    [InlineData(10, 0, -600, false)]
    public void ShouldPublish_AfterAReadingOf10_WhenChangedEnoughOrOld(double value, long computedLater, long inputsLater, bool expected)
    {
        _gate.Published("A", new Reading(10, 1000, 1000));

        Assert.Equal(expected, _gate.ShouldPublish("A", new Reading(value, 1000 + computedLater, 1000 + inputsLater)));
    }

    [Fact]
    public void ShouldPublish_First_EachSymbolForItself()
    {
        _gate.Published("A", new Reading(10, 0, 0));

        Assert.False(_gate.ShouldPublish("A", new Reading(10, 0, 0)));
        Assert.True(_gate.ShouldPublish("B", new Reading(10, 0, 0)));
    }

    [Fact]
    public void ShouldPublish_WithoutASuccessfulWrite_StaysTrue()
    {
        _gate.Published("A", new Reading(10, 0, 0));

        Assert.True(_gate.ShouldPublish("A", new Reading(20, 1, 1)));
        Assert.True(_gate.ShouldPublish("A", new Reading(20, 2, 2)));
    }

    [Fact]
    public void ShouldWithdraw_UntilADeletionSucceeded_AndAgainAfterAnAttemptToPublish()
    {
        Assert.True(_gate.ShouldWithdraw("A"));
        Assert.True(_gate.ShouldWithdraw("A"));
        _gate.Withdrawn("A");
        Assert.False(_gate.ShouldWithdraw("A"));

        // The write is reported as failed and may stand all the same.
        Assert.True(_gate.ShouldPublish("A", new Reading(10, 0, 0)));
        Assert.True(_gate.ShouldWithdraw("A"));
    }

    [Fact]
    public void ShouldPublish_AfterAWithdrawal_IsFirstAgain()
    {
        _gate.Published("A", new Reading(10, 0, 0));
        _gate.Withdrawn("A");

        Assert.True(_gate.ShouldPublish("A", new Reading(10, 0, 0)));
    }

    [Theory]
    [InlineData(100.0, 100.1, 0.001, false)]
    [InlineData(100.0, 100.2, 0.001, true)]
    [InlineData(0.0001, 0.00010005, 0.001, false)]
    [InlineData(0.0001, 0.0001002, 0.001, true)]
    [InlineData(0.0, 0.0, 0.001, false)]
    [InlineData(0.0, 1e-9, 0.001, true)]
    [InlineData(-100.0, -100.2, 0.001, true)]
    [InlineData(null, null, 0.001, false)]
    [InlineData(null, 1.0, 0.001, true)]
    [InlineData(1.0, null, 0.001, true)]
    public void RelativeChange_Exceeds_IsMeasuredByTheOlderValue(double? older, double? newer, double fraction, bool expected) =>
        Assert.Equal(expected, RelativeChange.Exceeds(older, newer, fraction));

    private sealed record Reading(double Value, long Computed, long Inputs);
}
