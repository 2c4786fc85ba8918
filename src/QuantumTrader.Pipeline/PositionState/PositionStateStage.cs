using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>
/// P3.3: the one writer of positions and of their ledgers. Merges the venue's account (truth), its events, and the bars that positions live through; puts the ledgers right; and says
/// of each plan how much of the position it may close. A plan is answered before the positions are written.
/// </summary>
public sealed class PositionStateStage : IStage
{
    private const string Group = "position_state";
    private const string PlanGroup = "p33";

    private readonly StageContext _context;
    private readonly PositionStateOptions _options;
    private readonly StreamConsumer<VenueEventRecord> _events;
    private readonly StreamConsumer<PlanRecord> _plans;
    private readonly StreamConsumer<KlineRecord> _bars;
    private readonly ProblemLog _problems;
    private readonly LedgerKeeper _ledgers;
    private readonly Reconciler _reconciler;
    private readonly PermitDesk _desk;
    private readonly ExtremesKeeper _extremes;
    private readonly PositionGauges _gauges;
    private readonly PositionWriter _writer;
    private readonly Action<VenueEventRecord> _takeEvent;
    private readonly Action<StreamId, PlanRecord> _takePlan;
    private readonly Action<KlineRecord> _keepBar;
    private DateTimeOffset _nextRefresh = DateTimeOffset.MinValue;

    public PositionStateStage(StageContext context, PositionStateOptions options)
    {
        _context = context;
        _options = options;
        Metrics = new PositionStateMetrics(context.Metrics);
        _problems = new ProblemLog(context.Log);
        var consumer = new Consumer(Group, Group);

        // A ledger remembers as many trades as a batch holds.
        var batch = new ConsumerOptions { BatchSize = LedgerBook.TradesKept };
        _events = new StreamConsumer<VenueEventRecord>(context.Bus, Keys.VenueEvents, consumer, GroupStart.End, context.Time, context.Log, batch);
        _bars = new StreamConsumer<KlineRecord>(context.Bus, Keys.Klines, consumer, GroupStart.End, context.Time, context.Log);
        _plans = new StreamConsumer<PlanRecord>(
            context.Bus, Keys.Plans, new Consumer(PlanGroup, PlanGroup), GroupStart.Beginning, context.Time, context.Log);
        _ledgers = new LedgerKeeper(context);
        _reconciler = new Reconciler(context, options, _ledgers, Metrics);
        _desk = new PermitDesk(context, options, _ledgers, _reconciler, Metrics);
        _extremes = new ExtremesKeeper(context);
        _gauges = new PositionGauges(context.Metrics);
        _writer = new PositionWriter(context, options, _extremes, _gauges, _problems);
        (_takeEvent, _takePlan, _keepBar) = (Take, _desk.Take, _extremes.Keep);
    }

    public string Name => StageNames.PositionState;

    public IReadOnlyList<string> Inputs => [_events.Stream, _plans.Stream, _bars.Stream];

    public DateTimeOffset? NextDue => Earliest(Earliest(_nextRefresh, _reconciler.NextDue), _desk.NextDue);

    internal PositionStateMetrics Metrics { get; }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _events.StartAsync(cancellation);
        await _plans.StartAsync(cancellation);
        await _bars.StartAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            return await WorkAsync(cancellation);
        }
        catch
        {
            _events.Abandon();
            _plans.Abandon();
            _bars.Abandon();
            _ledgers.Forget();
            _desk.Forget();
            throw;
        }
    }

    private async ValueTask<bool> WorkAsync(CancellationToken cancellation)
    {
        // Events first: the account that is read below is at least as new as what they tell, and so are the bars.
        var seen = await Together.AllAsync(_events.TakeAsync(_takeEvent, cancellation), _plans.TakeAsync(_takePlan, cancellation));
        var worked = seen.Sum() > 0;

        // Nothing is judged or put right while events may be behind.
        var isBehind = _events.MayBeBehind;
        var refresh = _context.Time.GetUtcNow() >= _nextRefresh;
        var account = seen[0] > 0 || refresh || _reconciler.HasWork || _desk.HasWork || _writer.HasWork
            ? await JudgeAsync(isBehind, refresh, cancellation)
            : null;
        while (await _bars.TakeAsync(_keepBar, cancellation) > 0)
            worked = true;
        if (account is not null && (refresh || _writer.HasWork))
            await _writer.WriteAsync(account, refresh, cancellation);
        _writer.Drop();
        if (refresh)
            _nextRefresh = _context.Time.GetUtcNow() + TimeSpan.FromSeconds(_options.RefreshSeconds);
        var settled = _desk.TakeSettled();
        await Together.AllAsync(
            settled.Count > 0 ? _plans.AcknowledgeAsync(settled, cancellation) : default, _events.AcknowledgeAsync(cancellation),
            _bars.AcknowledgeAsync(cancellation));
        return worked || refresh;
    }

    private void Take(VenueEventRecord record)
    {
        if (record.Kind == VenueEventKind.Fill)
            _ledgers.Take(record);

        // Our own word about the account changes nothing in it.
        if (LedgerRepair.IsRepair(record))
            return;
        _reconciler.Mark(record.Symbol);
        _writer.Mark(record.Symbol);
    }

    /// <summary>Books the fills, puts the ledgers right, answers the plans.</summary>
    /// <returns>The account, if it is fit to write positions from.</returns>
    private async ValueTask<AccountView?> JudgeAsync(bool isBehind, bool refresh, CancellationToken cancellation)
    {
        var read = _context.Store.GetAsync(VenueDocuments.Account, cancellation);
        var load = _ledgers.LoadAsync(_desk.Symbols, cancellation);
        await _desk.ReadAsync(cancellation);
        await load;
        var account = Understand(await read);
        _ledgers.BookTaken(account);
        var usable = IsUsable(account) ? account : null;
        if (usable is null)
        {
            _reconciler.Suspend();
            _gauges.Clear();
        }
        else if (!isBehind)
        {
            foreach (var symbol in _desk.Symbols)
                _reconciler.Mark(symbol);
            await _reconciler.CheckAsync(usable, refresh, cancellation);
        }

        await _ledgers.WriteAsync(cancellation);
        Metrics.ShowAge(account?.AgeSec(_context.NowEpoch, newestInputEpoch: 0));
        if (!isBehind)
            await _desk.AnswerAsync(account, cancellation);
        return usable;
    }

    private AccountView? Understand(Stored<PublishedAccount> stored)
    {
        if (stored.Error is { } error)
            _problems.Report("account", "account_unreadable", error.ToString());
        return stored.Value is { } published ? new AccountView(published) : null;
    }

    private bool IsUsable(AccountView? account)
    {
        if (account?.AgeSec(_context.NowEpoch, newestInputEpoch: 0) is not { } age)
            return false;
        if (age > _options.MaxAccountAgeSeconds)
        {
            _problems.Report("account", "account_stale", $"{age} s old");
            return false;
        }

        _problems.Clear("account");
        return true;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
