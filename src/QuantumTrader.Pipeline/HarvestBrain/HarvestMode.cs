namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>What becomes of the acts of the ladder.</summary>
public enum HarvestMode
{
    /// <summary>They are suggested.</summary>
    Shadow,

    /// <summary>They are sent as intents.</summary>
    Live,
}
