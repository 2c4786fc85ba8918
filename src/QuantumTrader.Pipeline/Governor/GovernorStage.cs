using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>
/// P3.2: a permit or a refusal for every plan that is to be executed, by what has been executed so far. An entry is acknowledged when its answer is written; a plan
/// that has been carried out is answered no more.
/// </summary>
public sealed class GovernorStage : IStage
{
    private const string Group = "governor";

    private readonly StageContext _context;
    private readonly GovernorLimits _limits;
    private readonly StreamConsumer<PlanRecord> _plans;
    private readonly ExecutedCloses _executed;
    private readonly AutoDisarm _disarm;
    private readonly KillSwitch _kill;
    private readonly GovernorWriter _writer;
    private readonly Action<PlanRecord> _take;
    private readonly List<PlanRecord> _batch = [];
    private DateTimeOffset _nextCount = DateTimeOffset.MaxValue;

    public GovernorStage(StageContext context, GovernorOptions options)
    {
        _context = context;
        Metrics = new GovernorMetrics(context.Metrics);
        _limits = options.ToLimits();
        _kill = new KillSwitch(context.Store);
        _executed = new ExecutedCloses(context, Group);
        _disarm = new AutoDisarm(context, options.DisarmOnErrorCount, options.MaxPerFiveMinutes, _executed.History, Metrics);
        _writer = new GovernorWriter(context, Metrics);
        _take = Take;
        _plans = new StreamConsumer<PlanRecord>(
            context.Bus, Keys.Plans, new Consumer(Group, Group), GroupStart.Beginning, context.Time, context.Log);
    }

    public string Name => StageNames.Governor;

    public IReadOnlyList<string> Inputs => [_plans.Stream, _executed.Stream];

    public DateTimeOffset? NextDue => _disarm.NextDay < _nextCount ? _disarm.NextDay : _nextCount;

    public GovernorMetrics Metrics { get; }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _plans.StartAsync(cancellation);
        await _executed.StartAsync(cancellation);
        await _disarm.StartAsync(cancellation);
        await _disarm.CarryOverAsync(cancellation);
        Show();
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        var now = _context.Time.GetUtcNow();
        if (now >= _disarm.NextDay)
            await _disarm.CarryOverAsync(cancellation);

        try
        {
            return await WorkAsync(now, cancellation);
        }
        catch
        {
            _executed.Abandon();
            _plans.Abandon();
            throw;
        }
    }

    private async ValueTask<bool> WorkAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        _batch.Clear();

        // What has been executed limits what is permitted next: it is asked for first, and all of it is known before a plan is answered.
        var seen = await Together.AllAsync(_executed.TakeAsync(cancellation), _plans.TakeAsync(_take, cancellation));
        if (_executed.HasNews || now >= _nextCount)
            Show();
        await AnswerAsync(cancellation);
        await Together.AllAsync(_executed.AcknowledgeAsync(cancellation), _plans.AcknowledgeAsync(cancellation));
        return seen.Sum() > 0;
    }

    private void Take(PlanRecord plan)
    {
        if (plan.Decision != PlanDecision.Execute)
            return;
        Metrics.Declare(plan.Symbol);

        // Nobody waits for it any more, and a permit that nobody waits for is one too many.
        if (_context.NowMs - plan.PlannedMs > GovernorWriter.PermitLife.TotalMilliseconds)
            _context.Log.LogWarning("{Symbol}: plan {Plan} is too old for a permit", plan.Symbol, plan.PlanId);
        else
            _batch.Add(plan);
    }

    private async ValueTask AnswerAsync(CancellationToken cancellation)
    {
        if (_batch.Count == 0)
            return;
        var stateReads = _batch.ConvertAll(plan => _context.Store.GetTextAsync(Keys.PlanState(plan.PlanId), cancellation));
        var killReads = _batch.ConvertAll(plan => _kill.ReadAsync(plan.Symbol, cancellation));
        var positionReads = _batch.ConvertAll(plan => _context.Store.GetAsync(Keys.Position(plan.Symbol), cancellation));
        var answers = new List<GovernorAnswer>(_batch.Count);
        for (var i = 0; i < _batch.Count; i++)
        {
            var (state, kill, position) = (await stateReads[i], await killReads[i], await positionReads[i]);
            if (!PlanStates.IsDone(state))
                answers.Add(Answer(_batch[i], kill, position));
        }

        await _writer.WriteAsync(answers, cancellation);
        foreach (var answer in answers)
        {
            if (answer.Refusal == GovernorReason.BurstLimitExceeded)
                await _disarm.BurstAsync(answer.Plan, cancellation);
            else if (answer.Refusal == GovernorReason.EvaluationError)
                await _disarm.ErrorAsync(answer.Plan, cancellation);
        }
    }

    private GovernorAnswer Answer(PlanRecord plan, KillState kill, Stored<PositionRecord> position)
    {
        if (kill.Blocks(reducesRisk: true))
            return GovernorAnswer.Refused(plan, GovernorReason.KillSwitchActive);
        if (plan.Step is not { } step)
            return Failed(plan, "decision EXECUTE without a step");
        var now = _context.NowMs;
        if (GovernorRule.Limit(step, plan.KillScore.Value, _executed.History.Of(plan.Symbol, now), _limits, now) is { } limit)
            return GovernorAnswer.Refused(plan, limit);
        if (position.Value is not { IsFlat: false } open)
        {
            _context.Log.LogWarning("{Symbol}: plan {Plan}: {Problem}", plan.Symbol, plan.PlanId, position.Error?.ToString() ?? "there is no position");
            return GovernorAnswer.Refused(plan, GovernorReason.PositionFetchFailed);
        }

        try
        {
            return GovernorAnswer.Granted(plan, step, open);
        }
        catch (OverflowException overflow)
        {
            return Failed(plan, overflow.Message);
        }
    }

    private GovernorAnswer Failed(PlanRecord plan, string problem)
    {
        _context.Log.LogError("{Symbol}: plan {Plan} cannot be evaluated: {Problem}", plan.Symbol, plan.PlanId, problem);
        return GovernorAnswer.Refused(plan, GovernorReason.EvaluationError);
    }

    private void Show()
    {
        var now = _context.NowMs;
        Metrics.Show(_executed.History, now);
        _executed.HasNews = false;
        _nextCount = _executed.History.NextChangeMs(now) is { } change ? DateTimeOffset.FromUnixTimeMilliseconds(change) : DateTimeOffset.MaxValue;
    }
}
