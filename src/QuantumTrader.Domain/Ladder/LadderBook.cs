using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>Ladders of single symbols, of both sides or of one; which win over the ladder for all. A symbol and side stands in it once at most.</summary>
public sealed class LadderBook
{
    private const string EntrySeparator = ";";
    private const string LadderSign = "=";

    private readonly Dictionary<LadderOwner, HarvestLadder> _ladders;

    /// <exception cref="ArgumentException">There is no ladder, or two are for the same symbol and side.</exception>
    public LadderBook(IReadOnlyList<SymbolLadder> ladders)
    {
        if (ladders.Count == 0)
            throw new ArgumentException("a book must hold at least one ladder", nameof(ladders));
        _ladders = ladders.ToDictionary(one => one.Owner, one => one.Ladder);
        Ladders = [.. ladders];
    }

    /// <summary>In the order they were given.</summary>
    public IReadOnlyList<SymbolLadder> Ladders { get; }

    /// <summary>The ladder of that symbol and side, else that of the symbol; null: the book has neither.</summary>
    public HarvestLadder? For(string symbol, PositionSide side) =>
        _ladders.GetValueOrDefault(new LadderOwner(symbol, side)) ?? _ladders.GetValueOrDefault(new LadderOwner(symbol, null));

    /// <summary>
    /// Reads the form that stands in an environment variable: <c>SYMBOL=ladder</c> or <c>SYMBOL side=ladder</c>, joined by semicolons, as in
    /// <c>BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5</c>.
    /// </summary>
    public static LadderBookReading Parse(string text)
    {
        var parts = string.IsNullOrWhiteSpace(text) ? [] : text.Split(EntrySeparator);
        return Read([.. parts.Select(part => part.Split(LadderSign) is [var owner, var ladder] ? new LadderText(owner, HarvestLadder.Parse(ladder)) : new LadderText(part, null))]);
    }

    /// <summary>Reads ladders whose owners are written out, as in YAML or JSON.</summary>
    public static LadderBookReading Read(IReadOnlyList<LadderText> texts)
    {
        var faults = new List<LadderBookFault>();
        var ladders = new List<SymbolLadder>();
        var owners = new HashSet<LadderOwner>();
        for (var i = 0; i < texts.Count; i++)
        {
            var (name, reading) = (texts[i].Owner.Trim(), texts[i].Ladder);
            var (owner, fault) = reading is null ? (null, "must be SYMBOL=ladder or SYMBOL side=ladder, as BTCUSDT=1:0.5") : LadderOwner.Read(name);
            if (fault is not null)
                faults.Add(new LadderBookFault(i + 1, name, fault));
            else if (!owners.Add(owner!))
                faults.Add(new LadderBookFault(i + 1, name, "stands twice"));
            faults.AddRange((reading?.Faults ?? []).Select(one => new LadderBookFault(i + 1, name, one.Rule, one)));
            if (owner is not null && reading?.Ladder is { } ladder)
                ladders.Add(new SymbolLadder(owner, ladder));
        }

        if (texts.Count == 0)
            faults.Add(new LadderBookFault(null, "", "must hold a ladder for at least one symbol"));
        return faults.Count > 0 ? new LadderBookReading(null, faults) : new LadderBookReading(new LadderBook(ladders), []);
    }

    /// <summary>The form of the environment variable, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => string.Join(EntrySeparator, Ladders.Select(one => $"{one.Owner}{LadderSign}{one.Ladder}"));
}
