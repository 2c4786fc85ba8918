using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Tests.Engines;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>The contract on the engine inside the process; its time stands still until a test lets it pass.</summary>
public sealed class EmbeddedEngineContract : EngineContract
{
    private readonly ManualTime _time = new();

    protected override ValueTask<IEngine> OpenAsync() => ValueTask.FromResult<IEngine>(new EmbeddedEngine(_time));

    protected override async ValueTask PassTimeAsync(TimeSpan time)
    {
        _time.Advance(time);

        // Whoever was woken goes on elsewhere, and is given the time to.
        await Task.Delay(1);
    }
}
