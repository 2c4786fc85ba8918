using QuantumTrader.Domain;
using QuantumTrader.Exchanges;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>The venue's account by symbol.</summary>
internal sealed class AccountView
{
    private readonly Dictionary<string, VenuePosition> _positions;
    private readonly HashSet<string>? _hedged;

    public AccountView(PublishedAccount published)
    {
        Published = published;
        _positions = new(published.Account.Positions.Count, StringComparer.Ordinal);
        foreach (var position in published.Account.Positions)
        {
            if (!_positions.TryAdd(position.Symbol, position))
                (_hedged ??= new(StringComparer.Ordinal)).Add(position.Symbol);
        }
    }

    public PublishedAccount Published { get; }

    public VenueAccount Account => Published.Account;

    public Provenance Source => Published.Source;

    /// <summary>Symbols with a position.</summary>
    public IReadOnlyCollection<string> Open => _positions.Keys;

    /// <summary>Long and short are open at once: one key a symbol cannot hold two positions, and netting them would invent one that is not there.</summary>
    public bool IsHedged(string symbol) => _hedged?.Contains(symbol) == true;

    /// <summary>Null when flat or hedged.</summary>
    public VenuePosition? PositionOf(string symbol) => IsHedged(symbol) ? null : _positions.GetValueOrDefault(symbol);

    /// <summary>Signed, base currency, 0 when flat; null when hedged.</summary>
    public decimal? AmountOf(string symbol) => IsHedged(symbol) ? null : PositionOf(symbol)?.SignedAmount() ?? 0;

    /// <param name="newestInputEpoch">Of what the account is used with, Unix seconds; a recording is as old as it is beside that.</param>
    public long AgeSec(long nowEpoch, long newestInputEpoch) =>
        Freshness.AgeSec(Source, Published.TsEpoch, nowEpoch, Math.Max(newestInputEpoch, Published.TsEpoch));
}
