using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>P3: makes plans of calibrated proposals, waits for their permits, and sends those that have all three to execution. Contract sections 6.1 and 6.3.</summary>
public sealed class ApplyStage : IStage
{
    private const string Group = "apply_layer";

    private readonly StreamConsumer<CalibratedRecord> _calibrated;
    private readonly StreamConsumer<PlanRecord> _plans;
    private readonly StreamConsumer<PermitNoticeRecord> _notices;
    private readonly StreamConsumer<ApplyResultRecord> _results;
    private readonly List<(StreamId Id, CalibratedRecord Record)> _newCalibrated = [];
    private readonly List<(StreamId Id, PlanRecord Record)> _newPlans = [];
    private readonly List<PermitNoticeRecord> _newNotices = [];
    private readonly List<ApplyResultRecord> _newResults = [];
    private readonly Action<StreamId, CalibratedRecord> _addCalibrated;
    private readonly Action<StreamId, PlanRecord> _addPlan;
    private readonly Action<PermitNoticeRecord> _addNotice;
    private readonly Action<ApplyResultRecord> _addResult;
    private readonly Planner _planner;
    private readonly PermitDesk _desk;
    private readonly ResultMover _mover;

    public ApplyStage(StageContext context, ApplyOptions options, HarvestEngine engine = HarvestEngine.Pipeline)
    {
        Metrics = new ApplyMetrics(context.Metrics, options.Symbols);
        var book = new PlanBook(context.Store, TimeSpan.FromSeconds(options.DedupeTtlSeconds), TimeSpan.FromSeconds(options.DeferSeconds));
        _planner = new Planner(context, options, engine, book, Metrics);
        _desk = new PermitDesk(context, options, book, Metrics);
        _mover = new ResultMover(book, Metrics);
        (_addCalibrated, _addPlan) = ((id, record) => _newCalibrated.Add((id, record)), AddPlan);
        (_addNotice, _addResult) = (_newNotices.Add, _newResults.Add);
        _calibrated = Consume(context, Keys.Calibrated);
        _plans = Consume(context, Keys.Plans);
        _notices = Consume(context, Keys.PermitNotices);
        _results = Consume(context, Keys.ApplyResults);
    }

    public string Name => StageNames.Apply;

    public ApplyMetrics Metrics { get; }

    public IReadOnlyList<string> Inputs => [_calibrated.Stream, _plans.Stream, _notices.Stream, _results.Stream];

    public DateTimeOffset? NextDue => _desk.NextDue;

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _calibrated.StartAsync(cancellation);
        await _plans.StartAsync(cancellation);
        await _notices.StartAsync(cancellation);
        await _results.StartAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            var seen = await TakeAsync(cancellation);

            // Outcomes before plans: an act that came to nothing may be tried again at once.
            if (_newResults.Count > 0)
                await _mover.MoveAsync(_newResults, cancellation);
            if (_newCalibrated.Count > 0)
                await _planner.PlanAsync(_newCalibrated, cancellation);
            foreach (var (id, plan) in _newPlans)
                _desk.Add(id, plan);
            foreach (var notice in _newNotices)
                _desk.Note(notice);
            var over = await _desk.LookAsync(cancellation);
            await AcknowledgeAsync(over, cancellation);
            return seen > 0 || over.Count > 0 || _desk.HasNews;
        }
        catch
        {
            _calibrated.Abandon();
            _plans.Abandon();
            _notices.Abandon();
            _results.Abandon();
            _desk.Clear();
            throw;
        }
    }

    private static StreamConsumer<T> Consume<T>(StageContext context, StreamKey<T> stream)
        where T : class, IWireRecord<T> =>
        new(context.Bus, stream, new Consumer(Group, Group), GroupStart.End, context.Time, context.Log);

    // The four streams in one round trip; each has a list of its own.
    private async ValueTask<int> TakeAsync(CancellationToken cancellation)
    {
        _newCalibrated.Clear();
        _newPlans.Clear();
        _newNotices.Clear();
        _newResults.Clear();
        var seen = await Together.AllAsync(
            _results.TakeAsync(_addResult, cancellation), _calibrated.TakeAsync(_addCalibrated, cancellation), _plans.TakeAsync(_addPlan, cancellation),
            _notices.TakeAsync(_addNotice, cancellation));
        return seen.Sum();
    }

    private void AddPlan(StreamId id, PlanRecord plan)
    {
        PermitDesk.EnsureUsable(plan);
        _newPlans.Add((id, plan));
    }

    // Only now, when everything that follows from the entries is written; in one round trip.
    private ValueTask AcknowledgeAsync(IReadOnlyList<StreamId> over, CancellationToken cancellation) => Together.AllAsync(
        _newResults.Count > 0 ? _results.AcknowledgeAsync(cancellation) : default,
        _newCalibrated.Count > 0 ? _calibrated.AcknowledgeAsync(cancellation) : default,
        _newNotices.Count > 0 ? _notices.AcknowledgeAsync(cancellation) : default,
        over.Count > 0 ? _plans.AcknowledgeAsync(over, cancellation) : default);
}
