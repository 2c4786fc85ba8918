using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>The one writer of positions and portfolio, contract sections 5.1 to 5.3. All writes of a round are on their way before the first is awaited.</summary>
internal sealed class PositionWriter(StageContext context, PositionStateOptions options, ExtremesKeeper extremes, PositionGauges gauges, ProblemLog problems)
{
    // Contract sections 5.1 and 5.2.
    private static readonly TimeSpan PositionLife = TimeSpan.FromSeconds(3600);
    private static readonly TimeSpan PortfolioLife = TimeSpan.FromSeconds(120);

    // While the account says flat, the hash says so too: without it, readers would look for the position elsewhere.
    private static readonly TimeSpan RenewFlatAfter = PositionLife / 2;

    private readonly SigmaReader _sigmas = new(context.Store, options.MarketStatePrefix);
    private readonly SortedSet<string> _due = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _flatSince = new(StringComparer.Ordinal);

    public bool HasWork => _due.Count > 0;

    public void Mark(string symbol) => _due.Add(symbol);

    /// <summary>Without the venue's word nothing is known of the positions: what was written before runs out by its own life.</summary>
    public void Drop() => _due.Clear();

    /// <param name="all">Not only what is marked, but every symbol that the venue knows.</param>
    public async ValueTask WriteAsync(AccountView account, bool all, CancellationToken cancellation)
    {
        if (all)
        {
            _due.UnionWith(account.Open);
            _due.UnionWith(extremes.Open);
            _due.UnionWith(account.Account.Marks.Keys);
        }

        var open = new List<(PositionRecord Record, ValueTask<double?> Sigma)>();
        var flat = new List<(string Symbol, ValueTask<Stored<PositionRecord>> Written)>();
        foreach (var symbol in _due)
        {
            if (account.IsHedged(symbol))
                problems.Report(symbol, "hedged_position", "long and short are open at once; neither is published");
            else if (account.PositionOf(symbol) is not null)
                await AddOpenAsync(symbol, account, open, cancellation);
            else if (!IsKnownFlat(symbol))
                flat.Add((symbol, context.Store.GetAsync(Keys.Position(symbol), cancellation)));
        }

        var round = new Round(context);
        foreach (var (record, sigma) in open)
        {
            round.Write(record, PositionLife, new PositionSnapshotRecord(record, await sigma), cancellation);
            gauges.Show(record);
        }

        foreach (var (symbol, written) in flat)
            AddFlat(symbol, account, await written, round, cancellation);
        var whole = PositionView.Portfolio(account.Account, account.Source);
        gauges.Show(whole);
        round.Write(whole, PortfolioLife, cancellation);
        await round.TellAsync(cancellation);
        foreach (var (symbol, _) in flat)
        {
            _flatSince[symbol] = context.Time.GetUtcNow();
            extremes.Forget(symbol);
        }

        _due.Clear();
    }

    private async ValueTask AddOpenAsync(
        string symbol, AccountView account, List<(PositionRecord, ValueTask<double?>)> open, CancellationToken cancellation)
    {
        if (!account.Account.Marks.TryGetValue(symbol, out var mark))
        {
            problems.Report(symbol, "mark_missing", "the venue's account has a position and no price for it");
            return;
        }

        problems.Clear(symbol);
        _flatSince.Remove(symbol);
        var position = account.PositionOf(symbol)!;
        var seen = await extremes.UpToAsync(position, mark, cancellation);
        open.Add((PositionView.Open(position, seen, account.Account, mark, account.Source), _sigmas.ReadAsync(symbol, cancellation)));
    }

    private bool IsKnownFlat(string symbol) =>
        _flatSince.TryGetValue(symbol, out var since) && context.Time.GetUtcNow() - since < RenewFlatAfter && !extremes.IsOpen(symbol);

    private void AddFlat(string symbol, AccountView account, Stored<PositionRecord> written, Round round, CancellationToken cancellation)
    {
        problems.Clear(symbol);
        gauges.Remove(symbol);
        var record = PositionView.Flat(symbol, account.Account, account.Source);

        // Told when it is news, and after a restart once more: the process before may have come no further than the hash.
        var isNews = extremes.IsOpen(symbol) || (!_flatSince.ContainsKey(symbol) && !written.IsMissing);
        round.Write(record, PositionLife, isNews ? new PositionSnapshotRecord(record, Sigma: null) : null, cancellation);
    }

    /// <summary>
    /// Writes on their way: all the hashes, and then the snapshots, which make readers look at them. Whoever is woken by a position finds a portfolio that counts it.
    /// </summary>
    private sealed class Round(StageContext context)
    {
        private readonly List<ValueTask> _hashes = [];
        private readonly List<PositionSnapshotRecord> _snapshots = [];

        public void Write(PositionRecord record, TimeSpan life, PositionSnapshotRecord? snapshot, CancellationToken cancellation)
        {
            _hashes.Add(context.Store.SetAsync(Keys.Position(record.Symbol), record, life, cancellation));
            if (snapshot is not null)
                _snapshots.Add(snapshot);
        }

        public void Write(PortfolioRecord record, TimeSpan life, CancellationToken cancellation) =>
            _hashes.Add(context.Store.SetAsync(Keys.Portfolio, record, life, cancellation));

        public async ValueTask TellAsync(CancellationToken cancellation)
        {
            var told = _snapshots.ConvertAll(snapshot => context.Bus.AppendAsync(Keys.PositionSnapshots, snapshot, cancellation));
            foreach (var hash in _hashes)
                await hash;
            foreach (var one in told)
                await one;
        }
    }
}
