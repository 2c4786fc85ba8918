namespace QuantumTrader.Domain.Risk;

/// <summary>Proposed stop and target of a position, with what led to them. Prices in quote currency, distances as fractions of the price.</summary>
public sealed record RiskProposal(
    double ProposedSl,
    double ProposedTp,
    double StopDistPct,
    double TpDistPct,
    double TrailGapPct,
    double TpExtensionFactor,
    double RawSl,
    double RawTp,
    double TrailSl,
    IReadOnlyList<RiskReason> Reasons);
