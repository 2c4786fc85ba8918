namespace QuantumTrader.Cli.Service;

/// <summary>Who started this process as a service and wants to hear how it fares.</summary>
internal interface IServiceManager
{
    /// <summary>How long it waits for a sign of life before it restarts the service; null: it does not wait for one.</summary>
    TimeSpan? Patience { get; }

    /// <param name="state">Lines as sd_notify(3) has them, such as <c>READY=1</c>.</param>
    void Tell(string state);
}
