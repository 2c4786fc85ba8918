using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>Whose ladder it is.</summary>
/// <param name="Symbol">Upper case.</param>
/// <param name="Side">Null: both sides.</param>
public sealed record LadderOwner(string Symbol, PositionSide? Side)
{
    /// <summary>Reads <c>BTCUSDT</c> or <c>BTCUSDT long</c> in any letter case.</summary>
    /// <returns>The owner, or what is wrong with the text.</returns>
    internal static (LadderOwner? Owner, string? Fault) Read(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2)
            return (null, "must be a symbol, as BTCUSDT, or a symbol and a side, as BTCUSDT long");
        var symbol = words[0].ToUpperInvariant();
        if (!SymbolName.IsValid(symbol))
            return (null, $"the symbol must be {SymbolName.Rule}");
        PositionSide? side = words.ElementAtOrDefault(1)?.ToUpperInvariant() switch
        {
            "LONG" => PositionSide.Long,
            "SHORT" => PositionSide.Short,
            _ => null,
        };
        return words.Length == 2 && side is null ? (null, "the side must be long or short") : (new LadderOwner(symbol, side), null);
    }

    /// <summary>The form that is read.</summary>
    public override string ToString() => Side switch
    {
        PositionSide.Long => Symbol + " long",
        PositionSide.Short => Symbol + " short",
        _ => Symbol,
    };
}
