using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// A harvest proposal: hash <c>quantum:harvest:proposal:{S}</c>, and one entry an act on the proposal stream. Contract section 3.
/// </summary>
/// <param name="ReasonCodes">Comma-joined codes of <see cref="HarvestReason"/>.</param>
/// <param name="ComputedMs">When these fields were computed, Unix milliseconds.</param>
/// <param name="PlanId">Names the act; null when none is proposed.</param>
/// <param name="FullCloseSinceEpoch">When a full close was first proposed for this position, Unix seconds; null: never.</param>
/// <param name="InputsEpoch">Time of the oldest input, Unix seconds.</param>
/// <param name="Inputs">Time of each input, and the parameters that they were measured with.</param>
public sealed record HarvestProposalRecord(
    string Symbol,
    HarvestAction Action,
    double? NewSlProposed,
    double RNet,
    double RiskUnit,
    double CostEst,
    KillScore KillScore,
    string ReasonCodes,
    MarketConditions Market,
    long ComputedMs,
    PositionSide PositionSide,
    double PositionAgeSec,
    double PositionCurrentPrice,
    double PositionEntryPrice,
    double PositionUnrealizedPnl,
    double PositionQuantity,
    long PositionOpenedEpoch,
    string? PlanId,
    string TraceId,
    long? FullCloseSinceEpoch,
    Provenance Source,
    long InputsEpoch,
    ProposalInputs Inputs) : IWireRecord<HarvestProposalRecord>, IProposalRecord
{
    private const long MillisecondsPerSecond = 1000;

    public long ComputedEpoch => ComputedMs / MillisecondsPerSecond;

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Text("harvest_action", Action.ToWire())
        .Number("new_sl_proposed", NewSlProposed)
        .Number("R_net", RNet)
        .Number("risk_unit", RiskUnit)
        .Number("cost_est", CostEst)
        .Number("kill_score", KillScore.Value)
        .Text("reason_codes", ReasonCodes)
        .Number("k_regime_flip", KillScore.RegimeFlip)
        .Number("k_sigma_spike", KillScore.SigmaSpike)
        .Number("k_ts_drop", KillScore.TsDrop)
        .Number("k_age_penalty", KillScore.AgePenalty)
        .Market(Market)
        .UtcTime("computed_at_utc", ComputedEpoch)
        .Integer("last_update_epoch", ComputedEpoch)
        .Text("position_side", WireNames.Of(PositionSide))
        .Number("position_age_sec", PositionAgeSec)
        .Number("position_current_price", PositionCurrentPrice)
        .Number("position_entry_price", PositionEntryPrice)
        .Number("position_unrealized_pnl", PositionUnrealizedPnl)
        .Number("position_quantity", PositionQuantity)
        .Integer("position_opened_epoch", PositionOpenedEpoch)
        .Text("plan_id", PlanId)
        .Text("trace_id", TraceId)
        .Integer("full_close_since_epoch", FullCloseSinceEpoch)
        .Source(Source)
        .Integer("inputs_epoch", InputsEpoch)
        .Integer("computed_ms", ComputedMs)
        .Integer("position_epoch", Inputs.PositionEpoch)
        .Integer("market_epoch", Inputs.MarketEpoch)
        .Integer("risk_epoch", Inputs.RiskEpoch)
        .Text("theta_id", Inputs.ThetaId);

    public static HarvestProposalRecord Read(WireReader reader) => new(
        reader.Text("symbol"), reader.OneOf<HarvestAction>("harvest_action", HarvestActions.ToWire), reader.OptionalNumber("new_sl_proposed"),
        reader.Number("R_net"), reader.Number("risk_unit"), reader.Number("cost_est"),
        new KillScore(
            reader.Number("kill_score"), reader.Number("k_regime_flip"), reader.Number("k_sigma_spike"), reader.Number("k_ts_drop"),
            reader.Number("k_age_penalty")),
        reader.OptionalText("reason_codes") ?? "", reader.Market(), ReadComputedMs(reader),
        reader.OneOf<PositionSide>("position_side", WireNames.Of), reader.Number("position_age_sec"), reader.Number("position_current_price"),
        reader.Number("position_entry_price"), reader.Number("position_unrealized_pnl"), reader.Number("position_quantity"),
        reader.Integer("position_opened_epoch"), reader.OptionalText("plan_id"), reader.Text("trace_id"),
        reader.OptionalInteger("full_close_since_epoch"), reader.Source(), reader.Integer("inputs_epoch"),
        new ProposalInputs(
            reader.OptionalInteger("position_epoch"), reader.OptionalInteger("market_epoch"), reader.OptionalInteger("risk_epoch"),
            reader.OptionalText("theta_id")));

    // Another publisher says the second only.
    private static long ReadComputedMs(WireReader reader) =>
        reader.OptionalInteger("computed_ms") ?? reader.Integer("last_update_epoch") * MillisecondsPerSecond;
}
