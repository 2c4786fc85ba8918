using System.Text.Json;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Exchanges.Tests.Paper;

/// <summary>A saved venue as JSON: what the symbols share, then each symbol.</summary>
internal sealed record PaperDocuments(string Account, IReadOnlyList<string> Symbols)
{
    public static PaperDocuments Of(PaperVenue venue)
    {
        var account = venue.Save();
        return new(
            JsonSerializer.Serialize(account, VenueJson.Default.PaperState),
            [.. account.Symbols.Select(symbol => JsonSerializer.Serialize(venue.Save(symbol)!, VenueJson.Default.PaperSymbolState))]);
    }

    public string Text => string.Join('\n', [Account, .. Symbols]);

    public PaperVenue Restore(PaperOptions options) => PaperVenue.Restore(options, ParseAccount(Account), [.. Symbols.Select(ParseSymbol)]);

    public static PaperState ParseAccount(string json) =>
        JsonSerializer.Deserialize(json, VenueJson.Default.PaperState) ?? throw new InvalidOperationException("null");

    public static PaperSymbolState ParseSymbol(string json) =>
        JsonSerializer.Deserialize(json, VenueJson.Default.PaperSymbolState) ?? throw new InvalidOperationException("null");
}
