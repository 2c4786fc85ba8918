namespace QuantumTrader.Observability.Serving;

/// <summary>Tells whether something works.</summary>
public interface IHealth
{
    /// <summary>Why it does not work, for a person; null: it does.</summary>
    string? Problem();

    /// <summary>Why it does not do its work yet, or stands by; null: it does it.</summary>
    string? NotReady();
}
