namespace QuantumTrader.Pipeline.Apply;

/// <summary>The values of APPLY_MODE that the contract knows. <see cref="ApplyOptions"/> refuses those without a venue in this build.</summary>
public enum ApplyVenue
{
    /// <summary>Plans are made, permitted and reported; nothing is sent.</summary>
    DryRun,

    /// <summary>Plans are carried out on the paper venue.</summary>
    Paper,

    /// <summary>The exchange's test network.</summary>
    Testnet,

    /// <summary>The exchange.</summary>
    Live,
}
