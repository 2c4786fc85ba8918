namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Which engine may act on positions. One setting for the whole system: two engines never harvest the same position.</summary>
public enum HarvestEngine
{
    /// <summary>Proposals by kill score and R, through the heat gate and the three permits.</summary>
    Pipeline,

    /// <summary>The ladder of HarvestBrain, through the safety kernel.</summary>
    Brain,
}
