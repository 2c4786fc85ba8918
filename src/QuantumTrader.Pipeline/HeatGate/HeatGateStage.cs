using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>
/// P2.6: proposed acts in, calibrated acts and their permits out. Reads the portfolio once a batch. An entry is acknowledged when all that follows from it is
/// written; given again, it is answered again in the same words. Calculates only.
/// </summary>
public sealed class HeatGateStage : IStage
{
    private const string Group = "p26_heat_gate";

    // While nothing is proposed, the heat that is shown is looked at again this often.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private readonly StageContext _context;
    private readonly HeatGateOptions _options;
    private readonly HeatRule _rule;
    private readonly StreamConsumer<HarvestProposalRecord> _proposals;
    private readonly PortfolioReader _portfolio;
    private readonly HeatGateWriter _writer;
    private readonly ProblemLog _problems;
    private readonly List<HarvestProposalRecord> _batch = [];
    private DateTimeOffset _nextLook = DateTimeOffset.MaxValue;

    public HeatGateStage(StageContext context, HeatGateOptions options)
    {
        _context = context;
        _options = options;
        _rule = options.ToRule();
        Metrics = new HeatGateMetrics(context.Metrics, _rule.Policy, options.Mode);
        _portfolio = new PortfolioReader(context, options, _rule);
        _writer = new HeatGateWriter(context, options.Mode, _rule.Policy.Name, Metrics);
        _problems = new ProblemLog(context.Log);
        _proposals = new StreamConsumer<HarvestProposalRecord>(
            context.Bus, new StreamKey<HarvestProposalRecord>(options.StreamName), new Consumer(Group, Group), GroupStart.Beginning, context.Time, context.Log)
        {
            Unreadable = _ => Metrics.Fail(HeatFailure.ProposalUnreadable),
        };
    }

    public string Name => StageNames.HeatGate;

    public IReadOnlyList<string> Inputs => [_proposals.Stream];

    public DateTimeOffset? NextDue => _nextLook;

    public HeatGateMetrics Metrics { get; }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _proposals.StartAsync(cancellation);
        _nextLook = _context.Time.GetUtcNow() + LookEvery;
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        _batch.Clear();
        if (await _proposals.StepAsync(Take, AnswerAsync, cancellation) > 0)
            return true;
        if (_context.Time.GetUtcNow() >= _nextLook)
            await LookAsync(newestProposalEpoch: 0, cancellation);
        return false;
    }

    private void Take(HarvestProposalRecord proposal)
    {
        if (proposal.PlanId is null)
            Refuse(HeatFailure.PlanIdMissing, $"{proposal.Symbol}: a proposed act must have a plan_id");
        if (proposal.Action != HarvestAction.UpdateSl && proposal.Action.CloseShare() is null)
            Refuse(HeatFailure.UnknownAction, $"{proposal.Symbol}: harvest_action = '{proposal.Action.ToWire()}': no policy has a row for it");
        _batch.Add(proposal);
    }

    private void Refuse(HeatFailure failure, string reason)
    {
        Metrics.Fail(failure);
        throw new UnusableEntryException($"{failure.ToCode()}: {reason}");
    }

    private async ValueTask AnswerAsync(CancellationToken cancellation)
    {
        if (_batch.Count == 0)
            return;
        var stateReads = _batch.ConvertAll(proposal => _context.Store.GetTextAsync(Keys.PlanState(proposal.PlanId!), cancellation));
        var heat = await LookAsync(_batch.Max(proposal => proposal.InputsEpoch), cancellation);
        var answers = _batch.ConvertAll(proposal => HeatAnswer.To(proposal, _rule, heat, _options.FailMode));
        var done = new bool[answers.Count];
        for (var i = 0; i < done.Length; i++)
            done[i] = PlanStates.IsDone(await stateReads[i]);
        await _writer.WriteAsync(answers, done, cancellation);
    }

    private async ValueTask<PortfolioHeat> LookAsync(long newestProposalEpoch, CancellationToken cancellation)
    {
        _nextLook = _context.Time.GetUtcNow() + LookEvery;
        var heat = await _portfolio.ReadAsync(newestProposalEpoch, cancellation);
        Metrics.Show(heat.IsKnown ? heat.Reading : null);
        if (heat.Failure is { } failure)
            _problems.Report("portfolio", failure.ToCode(), heat.Detail);
        else
            _problems.Clear("portfolio");
        return heat;
    }
}
