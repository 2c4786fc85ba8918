namespace QuantumTrader.Messaging;

/// <summary>The state store and the streams of one system, embedded or on Redis.</summary>
public interface IEngine : IAsyncDisposable
{
    IStateStore Store { get; }

    IStreamBus Bus { get; }

    IEngineMonitor Monitor { get; }
}
