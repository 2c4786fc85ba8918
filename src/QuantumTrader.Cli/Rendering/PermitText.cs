using System.Text.Json;

namespace QuantumTrader.Cli.Rendering;

/// <summary>What a permit or refusal says, in one line.</summary>
internal static class PermitText
{
    private static readonly (string Member, string Label)[] Told =
    [
        ("action", "allows "), ("heat_bucket", "in "), ("computed_qty", "quantity "), ("computed_notional", "worth "), ("safe_qty", "safe "),
        ("exchange_position_amt", "of "), ("ledger_amt", "ledger "), ("context", ""),
    ];

    public static string Of(JsonElement permit) => string.Join(' ', Told
        .Select(told => JsonText.Member(permit, told.Member) is { } value ? told.Label + value : null).OfType<string>());
}
