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

    public static string Of(JsonElement permit, bool isGranted) => string.Join(' ', Told
        .Select(told => TextOf(permit, told.Member) is { } text ? (isGranted || told.Member != "action" ? told.Label : "") + text : null).OfType<string>());

    private static string? TextOf(JsonElement permit, string member)
    {
        if (JsonText.Member(permit, member) is not { } text)
            return null;
        if (permit.GetProperty(member) is not { ValueKind: JsonValueKind.Number } number || !number.TryGetDecimal(out var amount))
            return text;
        return member == "computed_notional" ? Figures.Money(amount) : Figures.Quantity(amount);
    }
}
