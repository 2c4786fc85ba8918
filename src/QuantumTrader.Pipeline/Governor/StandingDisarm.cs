using QuantumTrader.Messaging.Contract.Permits;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>A disarm as it stands in the key of its day (UTC).</summary>
public sealed record StandingDisarm(DateOnly Day, string Text)
{
    /// <summary>Why; the text as it stands when somebody else wrote it.</summary>
    public string Reason => PermitJson.TryRead(Text, PermitJson.Default.GovernorDisarm, out var disarm, out _) ? disarm.Reason : Text;
}
