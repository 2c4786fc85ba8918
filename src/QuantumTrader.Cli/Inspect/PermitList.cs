using System.Text.Json;

namespace QuantumTrader.Cli.Inspect;

/// <summary>What <c>quantum permits</c> shows, the newest first.</summary>
/// <param name="Live">Issued, not consumed and not run out.</param>
/// <param name="Refused">What a gate last said of a plan, where that was no.</param>
internal sealed record PermitList(IReadOnlyList<PermitRow> Live, IReadOnlyList<PermitRow> Refused);

/// <param name="Permit">The permit or refusal as it was issued.</param>
/// <param name="AgeSec">Since it was issued, seconds.</param>
/// <param name="SecondsLeft">Null: it is a refusal, or has no end.</param>
internal sealed record PermitRow(
    string PlanId, string Symbol, string Gate, bool Granted, string Reason, JsonElement Permit, long IssuedMs, long AgeSec, long? SecondsLeft);
