using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>The stop that the risk proposal of this very position asks for. One that is unreadable, too old or of another position is no proposal.</summary>
internal sealed class RiskStops(StageContext context, string prefix)
{
    // Three times as long as an unchanged proposal goes unpublished.
    private const long MaxAgeSec = 180;

    private readonly ProblemLog _problems = new(context.Log);

    public async ValueTask<decimal?> ReadAsync(VenuePosition position, CancellationToken cancellation)
    {
        var stored = await context.Store.GetAsync(new HashKey<RiskProposalRecord>(prefix + position.Symbol), cancellation);
        if (stored.Error is { } error)
        {
            _problems.Report(position.Symbol, "risk_proposal_unreadable", error.ToString());
            return null;
        }

        _problems.Clear(position.Symbol);
        if (stored.Value is not { } proposal || proposal.PositionSide != position.Side || proposal.PositionEntryPrice != (double)position.EntryPrice)
            return null;
        return context.NowEpoch - proposal.ComputedEpoch <= MaxAgeSec && proposal.ProposedSl is > 0 and < StopPrices.Highest
            ? (decimal)proposal.ProposedSl
            : null;
    }
}
