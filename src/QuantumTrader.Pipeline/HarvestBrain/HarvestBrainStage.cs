using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>
/// E1: derives positions from fills, measures them in R at every price, and asks for what the ladder asks for: suggestions in shadow mode, intents for the safety kernel in live mode. An
/// entry is acknowledged when all that follows from it is written.
/// </summary>
public sealed class HarvestBrainStage : IStage
{
    private const string Group = "harvest_brain:execution";
    private const string OtherGroup = "harvest_brain";

    // A day of executions lies in the stream when the stage first starts.
    private static readonly ConsumerOptions Batch = new() { BatchSize = 1000 };

    private readonly StageContext _context;
    private readonly HarvestBrainOptions _options;
    private readonly StreamConsumer<ReceivedExecution> _executions;
    private readonly StreamConsumer<PositionSnapshotRecord> _snapshots;
    private readonly StreamConsumer<RejectedIntentRecord> _rejections;
    private readonly StreamConsumer<KlineRecord> _bars;
    private readonly BrainNews _news = new();
    private readonly TrackBook _book;
    private readonly LadderSettingsWatch _settings;
    private readonly InstrumentBook _instruments;
    private readonly ActionLimit _limit;
    private readonly LadderDesk _desk;
    private readonly ActWriter _writer;
    private readonly EngineClaim _claim;
    private readonly List<ActDraft> _drafts = [];
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    public HarvestBrainStage(StageContext context, HarvestBrainOptions options)
    {
        (_context, _options, Metrics) = (context, options, new HarvestBrainMetrics(context.Metrics, options));
        var other = new Consumer(OtherGroup, OtherGroup);
        _executions = new StreamConsumer<ReceivedExecution>(
            context.Bus, new StreamKey<ReceivedExecution>(options.ExecutionStream), new Consumer(Group, OtherGroup), GroupStart.Beginning, context.Time, context.Log, Batch);
        _snapshots = new StreamConsumer<PositionSnapshotRecord>(
            context.Bus, new StreamKey<PositionSnapshotRecord>(options.SnapshotStream), other, GroupStart.End, context.Time, context.Log);
        _rejections = new StreamConsumer<RejectedIntentRecord>(context.Bus, Keys.RejectedIntents, other, GroupStart.Beginning, context.Time, context.Log);
        _bars = new StreamConsumer<KlineRecord>(context.Bus, Keys.Klines, other, GroupStart.End, context.Time, context.Log);
        _book = new TrackBook(context, options.Acts);
        _settings = new LadderSettingsWatch(context, options);
        _instruments = new InstrumentBook(context);
        _limit = new ActionLimit(options.MaxActionsPerMinute);
        _desk = new LadderDesk(context, options, _settings, _instruments, _limit, Metrics);
        _writer = new ActWriter(context, options, Metrics);
        _claim = new EngineClaim(context, options.Acts);
    }

    public string Name => StageNames.HarvestBrain;

    public IReadOnlyList<string> Inputs => [_executions.Stream, _snapshots.Stream, _rejections.Stream, _bars.Stream];

    public DateTimeOffset? NextDue => _claim.NextDue;

    public HarvestBrainMetrics Metrics { get; }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _executions.StartAsync(cancellation);
        await _snapshots.StartAsync(cancellation);
        await _rejections.StartAsync(cancellation);
        await _bars.StartAsync(cancellation);
        await _claim.RenewAsync(cancellation);
        await _book.LoadAsync(_options.Symbols, cancellation);
        Metrics.Positions.Set(_book.Open);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            await _claim.RenewAsync(cancellation);
            var seen = await Together.AllAsync(
                _executions.TakeAsync(_news.Add, cancellation), _snapshots.TakeAsync(_news.Add, cancellation), _rejections.TakeAsync(_news.Add, cancellation),
                _bars.TakeAsync(_news.Add, cancellation));
            if (seen.Sum() == 0)
                return false;
            await PrepareAsync(cancellation);
            await DecideAsync(cancellation);
            await WriteAsync(cancellation);
            await Together.AllAsync(
                _executions.AcknowledgeAsync(cancellation), _snapshots.AcknowledgeAsync(cancellation), _rejections.AcknowledgeAsync(cancellation),
                _bars.AcknowledgeAsync(cancellation));
            return true;
        }
        catch
        {
            // What was decided and not written is decided anew, from what stands in the store.
            _executions.Abandon();
            _snapshots.Abandon();
            _rejections.Abandon();
            _bars.Abandon();
            _book.Forget();
            _limit.Release();
            throw;
        }
        finally
        {
            _news.Clear();
            _drafts.Clear();
            _held.Clear();
        }
    }

    // What the decisions about positions need, before the first is taken: what is read then stands for the whole batch.
    private async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        await _book.LoadAsync(_news.Symbols, cancellation);
        foreach (var symbol in _news.Symbols)
        {
            if (_news.HasFill(symbol) || _book.Find(symbol)?.Position is not null)
                _held.Add(symbol);
        }

        if (_held.Count == 0)
            return;
        await _settings.RefreshAsync(_held, cancellation);
        await _instruments.RefreshAsync(_held, cancellation);
        await _book.LoadBarsAsync(_held, cancellation);
    }

    // The bars first, since the ATR at a price is that of the bars up to it; executions before the venue's word, which is at least as new.
    private async ValueTask DecideAsync(CancellationToken cancellation)
    {
        foreach (var (_, bar) in _news.Bars)
            _book.Find(bar.Bar.Symbol)?.Add(bar.Bar);
        foreach (var (id, execution) in _news.Executions)
            await TakeAsync(id, execution, cancellation);
        foreach (var (_, rejection) in _news.Rejections)
            Refuse(rejection);
        foreach (var (id, snapshot) in _news.Snapshots)
            await SeeAsync(id, snapshot.Position, cancellation);
        foreach (var (id, bar) in _news.Bars)
            await PriceAsync(id, bar, cancellation);
    }

    private ValueTask TakeAsync(StreamId id, ReceivedExecution execution, CancellationToken cancellation)
    {
        Metrics.Took(execution);
        if (_book.Find(execution.Symbol) is not { } track)
        {
            Metrics.Blocked.Add(BrainBlock.LedgerUnreadable.ToCode());
            return default;
        }

        if (execution.Status == ReceivedExecution.PriceUpdate)
            return ConsiderAsync(track, new PriceNews(track.Symbol, execution.Price!.Value, id.Milliseconds, execution.IsRecorded ? null : execution.MadeMs), cancellation);
        if (TryTake(track, id, execution) && !execution.IsFill && ActName.Read(execution.PlanId) is { } name)
            Metrics.Refused.Add(name.Intent.ToWire());
        return default;
    }

    private bool TryTake(SymbolTrack track, StreamId id, ReceivedExecution execution)
    {
        try
        {
            return track.Take(id, execution, _context.NowMs);
        }
        catch (OverflowException)
        {
            // The venue's word puts the position right, if it is not this entry that is wrong.
            Metrics.Blocked.Add(BrainBlock.InvalidPrice.ToCode());
            _context.Log.LogError("{Symbol}: execution {Entry} is left out: its numbers lie too far from those of the position", track.Symbol, id);
            return false;
        }
    }

    private void Refuse(RejectedIntentRecord rejection)
    {
        // Refused only because it was to be checked, or because it has been accepted before: it stands as asked.
        if (rejection.Reason == IntentReason.DryRun.ToCode() || rejection.Reason == IntentReason.DuplicateIntent.ToCode())
            return;
        if (ActName.Read(rejection.CorrelationId) is not { } name || _book.Find(name.Symbol)?.Refuse(name, _context.NowMs) != true)
            return;
        _context.Log.LogWarning("{Symbol}: {Act} was refused: {Reason} {Detail}", name.Symbol, name.ToString(), rejection.Reason, rejection.Detail);
        Metrics.Refused.Add(name.Intent.ToWire());
    }

    private ValueTask SeeAsync(StreamId id, PositionRecord seen, CancellationToken cancellation)
    {
        if (_book.Find(seen.Symbol) is not { } track)
            return default;
        if (track.See(id.Milliseconds, seen))
        {
            Metrics.Adopted.Add();
            _context.Log.LogWarning("{Symbol}: the position is put right from the venue: {Quantity} {Side}", seen.Symbol, seen.Quantity, seen.Side);
        }

        return seen.IsFlat ? default : ConsiderAsync(track, new PriceNews(seen.Symbol, seen.MarkPrice, id.Milliseconds, MadeMsOf(seen)), cancellation);
    }

    // Where the venue speaks of the position, its marks are the prices: a bar that has just closed may have ended the position, and the venue says so first.
    private ValueTask PriceAsync(StreamId id, KlineRecord bar, CancellationToken cancellation)
    {
        if (_book.Find(bar.Bar.Symbol) is not { } track || _context.NowMs - track.SeenMs < _options.FreshSeconds * 1000)
            return default;
        return ConsiderAsync(track, new PriceNews(track.Symbol, bar.Bar.Close, id.Milliseconds, bar.Source == Provenance.Replay ? null : bar.Bar.EndTimeMs), cancellation);
    }

    private ValueTask ConsiderAsync(SymbolTrack track, PriceNews news, CancellationToken cancellation) =>
        _held.Contains(track.Symbol) ? _desk.ConsiderAsync(track, news, _drafts, cancellation) : default;

    private async ValueTask WriteAsync(CancellationToken cancellation)
    {
        // The ledger remembers an act once it is out: a crash in between repeats, and the names tell.
        await _writer.WriteAsync(_drafts, cancellation);
        await _book.WriteAsync(cancellation);
        _limit.Commit(_context.NowMs);
        ShowPositions();
    }

    private void ShowPositions()
    {
        Metrics.Positions.Set(_book.Open);
        foreach (var symbol in _news.Symbols)
        {
            if (_book.Find(symbol)?.Position is null)
                Metrics.R.Remove(symbol);
        }
    }

    private static long? MadeMsOf(PositionRecord seen) => seen.Source == Provenance.Replay ? null : seen.InputsEpoch * 1000;
}
