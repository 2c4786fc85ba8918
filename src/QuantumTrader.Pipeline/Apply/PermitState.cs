namespace QuantumTrader.Pipeline.Apply;

/// <summary>What one gate says of a plan at this moment.</summary>
internal enum PermitState
{
    /// <summary>Nothing yet.</summary>
    Missing,

    /// <summary>A permit that covers the plan.</summary>
    Granted,

    /// <summary>A permit of an earlier attempt that does not fit this one; the gate has yet to speak.</summary>
    Outdated,

    /// <summary>A permit that does not fit the plan.</summary>
    Mismatch,

    /// <summary>A refusal.</summary>
    Refused,
}
