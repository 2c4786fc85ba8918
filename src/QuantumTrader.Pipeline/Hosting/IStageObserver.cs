using QuantumTrader.Messaging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Is told by a host how its stages fare. Called from the threads of the stages; one stage at a time for each.</summary>
public interface IStageObserver
{
    /// <param name="worked">The step had work in it.</param>
    void Stepped(IStage stage, bool worked, TimeSpan took);

    /// <summary>The step ended because the engine could not be reached; the host tries again.</summary>
    void Lost(IStage stage, EngineUnavailableException reason);
}
