using QuantumTrader.Domain;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>The values that labels may take. What anybody can write into a stream must not become a label: there would be no end to them.</summary>
internal static class Words
{
    public const string Other = "other";

    private const int LongestSymbol = 20;

    public static IReadOnlyList<string> FaultReasons { get; } = [.. Enum.GetValues<SafetyReason>().Select(WireNames.Of)];

    public static IReadOnlyList<string> RejectReasons { get; } = [.. FaultReasons, .. Enum.GetValues<IntentReason>().Select(reason => reason.ToCode())];

    public static IReadOnlyList<string> Sides { get; } = ["BUY", "SELL"];

    public static string Known(string? word, IReadOnlyList<string> known) => word is not null && known.Contains(word) ? word : Other;

    /// <summary>Symbols are letters and digits, and short.</summary>
    public static string Symbol(string? word) =>
        word is { Length: > 0 and <= LongestSymbol } && word.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) ? word : Other;
}
