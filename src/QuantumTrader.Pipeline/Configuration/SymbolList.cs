using System.Collections;
using System.Diagnostics.CodeAnalysis;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>
/// Venue symbols in the order they were given, upper case, none twice. Two lists with the same symbols in the same order are equal.
/// </summary>
public sealed record SymbolList : IReadOnlyList<string>
{
    private readonly string[] _symbols;

    private SymbolList(string[] symbols) => _symbols = symbols;

    /// <summary>The symbols that every stage works on when nothing else is said.</summary>
    public static SymbolList Standard { get; } = new(["BTCUSDT", "ETHUSDT", "SOLUSDT"]);

    public int Count => _symbols.Length;

    public string this[int index] => _symbols[index];

    /// <exception cref="FormatException">A symbol is not 2 to 20 of A-Z and 0-9, or there is none.</exception>
    public static SymbolList Of(params IEnumerable<string> symbols)
    {
        var text = string.Join(',', symbols);
        return TryParse(text, out var list)
            ? list
            : throw new FormatException($"'{text}' must be symbols of {SymbolName.Rule}, at least one");
    }

    /// <summary>Reads comma-separated symbols. Blanks around one are dropped, letters become upper case, a repeated one counts once.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SymbolList? list)
    {
        var symbols = text.Split(',', StringSplitOptions.TrimEntries).Select(symbol => symbol.ToUpperInvariant()).Distinct().ToArray();
        list = Array.TrueForAll(symbols, SymbolName.IsValid) ? new SymbolList(symbols) : null;
        return list is not null;
    }

    public bool Equals(SymbolList? other) => other is not null && _symbols.AsSpan().SequenceEqual(other._symbols);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(',', _symbols);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_symbols).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
