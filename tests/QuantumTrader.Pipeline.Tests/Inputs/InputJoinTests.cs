using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Inputs;

public sealed class InputJoinTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(Bench.StartEpoch);
    private readonly VirtualClock _clock = new(Start);
    private readonly InputJoin _join;

    public InputJoinTests() => _join = new InputJoin(TimeSpan.FromSeconds(2), _clock);

    [Fact]
    public void Together_GoesOnAtOnce() => Assert.Null(_join.Wait("A", together: true));

    [Fact]
    public void Apart_WaitsAsLongAsItsPatience_ThenGoesOn()
    {
        Assert.Equal(Start.AddSeconds(2), _join.Wait("A", together: false));
        _clock.AdvanceTo(Start.AddSeconds(1.5));
        Assert.Equal(Start.AddSeconds(2), _join.Wait("A", together: false));
        Assert.Equal(Start.AddSeconds(3.5), _join.Wait("B", together: false));
        _clock.AdvanceTo(Start.AddSeconds(2));
        Assert.Null(_join.Wait("A", together: false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AfterTheInputsCame_OrThePositionWent_TheNextWaitIsAWholeOne(bool came)
    {
        Assert.NotNull(_join.Wait("A", together: false));
        if (came)
            Assert.Null(_join.Wait("A", together: true));
        else
            _join.Forget("A");
        _clock.AdvanceTo(Start.AddHours(1));

        Assert.Equal(Start.AddHours(1).AddSeconds(2), _join.Wait("A", together: false));
    }

    [Fact]
    public void WithoutPatience_NeverWaits() => Assert.Null(new InputJoin(TimeSpan.Zero, _clock).Wait("A", together: false));
}
