namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A stage that can tell how its last full cycle over all symbols went; <c>run --once</c> answers with it.</summary>
public interface ICycleStage : IStage
{
    CycleReport LastCycle { get; }
}
