using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>Reads the risk proposals that belong to the positions at hand. One that is unreadable, too old or of another position is no proposal.</summary>
internal sealed class RiskReader(StageContext context, HarvestProposalOptions options)
{
    private readonly ProblemLog _problems = new(context.Log);
    private readonly Dictionary<string, HashKey<RiskProposalRecord>> _keys =
        options.Symbols.ToDictionary(symbol => symbol, symbol => new HashKey<RiskProposalRecord>(options.RiskProposalPrefix + symbol));

    public async ValueTask<IReadOnlyList<RiskInput>> ReadAsync(IReadOnlyList<SymbolInputs> inputs, CancellationToken cancellation)
    {
        var reads = new ValueTask<Stored<RiskProposalRecord>>[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            reads[i] = inputs[i].Position is null || inputs[i].Problem is not null
                ? ValueTask.FromResult(Stored<RiskProposalRecord>.Missing)
                : context.Store.GetAsync(_keys[inputs[i].Symbol], cancellation);
        }

        var risks = new RiskInput[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
            risks[i] = Judge(inputs[i], await reads[i]);
        return risks;
    }

    private RiskInput Judge(SymbolInputs inputs, Stored<RiskProposalRecord> stored)
    {
        if (stored.Error is { } error)
        {
            _problems.Report(inputs.Symbol, "risk_proposal_unreadable", error.ToString());
            return default;
        }

        _problems.Clear(inputs.Symbol);
        if (stored.Value is not { } proposal)
            return default;
        var position = inputs.Position!;
        if (proposal.PositionSide != position.Snapshot.Side || proposal.PositionEntryPrice != position.Snapshot.EntryPrice)
            return default;
        var age = Freshness.AgeSec(proposal.Source, proposal.InputsEpoch, context.NowEpoch, position.InputsEpoch);
        var limit = Math.Max(options.MaxRiskAgeSeconds, 3 * inputs.Market!.Interval.Duration.TotalSeconds);
        return age > limit ? default : new RiskInput(proposal);
    }
}
