namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A stage whose work can come to an end: a feed of recorded bars.</summary>
public interface IFiniteStage : IStage
{
    bool IsFinished { get; }
}
