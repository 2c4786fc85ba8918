using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>The stop distance that R is measured with.</summary>
/// <param name="Proposal">The risk proposal of this very position; null when there is none that may be used, and the fallback applies.</param>
internal readonly record struct RiskInput(RiskProposalRecord? Proposal)
{
    public double? StopDistPct => Proposal?.StopDistPct;

    /// <summary>The fallback distance is a setting and weakens nothing.</summary>
    public Provenance Source => Proposal?.Source ?? Provenance.Exchange;

    public bool IsOfBar(MarketStateRecord market) => Proposal is { } proposal && proposal.InputsEpoch >= market.InputsEpoch;
}
