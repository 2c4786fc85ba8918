namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>What moves the stop of a position, apart from the plans.</summary>
public enum StopPolicy
{
    /// <summary>Nothing: plans lock profit in, and that is all.</summary>
    Lock,

    /// <summary>The stop of the risk proposal, as often as it is tighter.</summary>
    Trail,
}
