namespace QuantumTrader.Observability;

/// <summary>Why something that was found in the engine cannot be shown.</summary>
internal enum Malformed
{
    /// <summary>A text stands where a finite number is expected.</summary>
    NotANumber,

    /// <summary>A word that is none of the known ones.</summary>
    UnknownWord,

    /// <summary>The key is of another type.</summary>
    WrongType,

    /// <summary>A field that is always written is not there.</summary>
    MissingField,
}
