using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability.Heartbeat;

/// <summary>The heartbeats of the stages of one process, fed by its host.</summary>
public sealed class Heartbeats(IReadOnlyDictionary<string, StageHeartbeat> byStage) : IStageObserver
{
    public void Stepped(IStage stage, bool worked, TimeSpan took) =>
        byStage[stage.Name].Stepped(stage is not LeasedStage { IsRunning: false }, worked, took);

    public void Lost(IStage stage, EngineUnavailableException reason) => byStage[stage.Name].Lost(reason);
}
