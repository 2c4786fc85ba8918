using QuantumTrader.Domain;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>Proposed stop and target, hash <c>quantum:risk:proposal:{S}</c>; with <c>symbol</c> also on the stream. Contract section 2.</summary>
/// <param name="ReasonCodes">Comma-joined codes of <see cref="Domain.Risk.RiskReason"/>.</param>
/// <param name="ComputedEpoch">When it was computed, Unix seconds.</param>
/// <param name="InputsEpoch">Time of the market state that it stands on, Unix seconds.</param>
public sealed record RiskProposalRecord(
    string Symbol,
    double ProposedSl,
    double ProposedTp,
    double StopDistPct,
    double TpDistPct,
    double TrailGapPct,
    string ReasonCodes,
    MarketConditions Market,
    long ComputedEpoch,
    PositionSide PositionSide,
    double PositionAgeSec,
    double PositionCurrentPrice,
    double PositionEntryPrice,
    long InputsEpoch,
    Provenance Source) : IWireRecord<RiskProposalRecord>, IProposalRecord
{
    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Number("proposed_sl", ProposedSl)
        .Number("proposed_tp", ProposedTp)
        .Number("stop_dist_pct", StopDistPct)
        .Number("tp_dist_pct", TpDistPct)
        .Number("trail_gap_pct", TrailGapPct)
        .Text("reason_codes", ReasonCodes)
        .Market(Market)
        .UtcTime("computed_at_utc", ComputedEpoch)
        .Integer("last_update_epoch", ComputedEpoch)
        .Text("position_side", WireNames.Of(PositionSide))
        .Number("position_age_sec", PositionAgeSec)
        .Number("position_current_price", PositionCurrentPrice)
        .Number("position_entry_price", PositionEntryPrice)
        .Integer("inputs_epoch", InputsEpoch)
        .Source(Source);

    public static RiskProposalRecord Read(WireReader reader) => new(
        reader.Text("symbol"), reader.Number("proposed_sl"), reader.Number("proposed_tp"), reader.Number("stop_dist_pct"),
        reader.Number("tp_dist_pct"), reader.Number("trail_gap_pct"), reader.OptionalText("reason_codes") ?? "", reader.Market(),
        reader.Integer("last_update_epoch"), reader.OneOf<PositionSide>("position_side", WireNames.Of), reader.Number("position_age_sec"),
        reader.Number("position_current_price"), reader.Number("position_entry_price"), reader.Integer("inputs_epoch"), reader.Source());
}
