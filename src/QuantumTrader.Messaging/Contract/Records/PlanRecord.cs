using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What apply makes of a calibrated proposal, on <see cref="Keys.Plans"/>. Contract section 6.1.</summary>
/// <param name="Action">The effective action.</param>
/// <param name="ReasonCodes">Comma-joined codes of <see cref="PlanReason"/>; <c>unknown_action_{x}</c> for an action that no step carries out.</param>
/// <param name="Step">Null when nothing is to be done.</param>
/// <param name="PositionOpenedEpoch">Names the position that the plan was made for, Unix seconds.</param>
/// <param name="ComputedMs">When the proposal was computed, Unix milliseconds.</param>
/// <param name="PlannedMs">When the plan was made, Unix milliseconds; the wait for the permits starts here.</param>
public sealed record PlanRecord(
    string PlanId,
    string TraceId,
    string Symbol,
    HarvestAction Action,
    KillScore KillScore,
    double? NewSlProposed,
    double RNet,
    PlanDecision Decision,
    string ReasonCodes,
    PlanStep? Step,
    ApplyMode Mode,
    PositionSide PositionSide,
    long PositionOpenedEpoch,
    long InputsEpoch,
    long ComputedMs,
    long PlannedMs,
    Provenance Source) : IWireRecord<PlanRecord>
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>Id of the calibrated entry that the plan was made of: two attempts at the same plan differ in it. Null when another program does not say.</summary>
    public string? Attempt { get; init; }

    public void Write(WireWriter writer) => writer
        .Text("plan_id", PlanId)
        .Text("trace_id", TraceId)
        .Text("symbol", Symbol)
        .Text("action", Action.ToWire())
        .Number("kill_score", KillScore.Value)
        .Number("k_regime_flip", KillScore.RegimeFlip)
        .Number("k_sigma_spike", KillScore.SigmaSpike)
        .Number("k_ts_drop", KillScore.TsDrop)
        .Number("k_age_penalty", KillScore.AgePenalty)
        .Number("new_sl_proposed", NewSlProposed)
        .Number("R_net", RNet)
        .Text("decision", WireNames.Of(Decision))
        .Text("reason_codes", ReasonCodes)
        .Text("steps", StepsText())
        .Text("close_qty", null)
        .Text("reduceOnly", "true")
        .Text("type", "MARKET")
        .Source(Source)
        .Integer("timestamp", PlannedMs / MillisecondsPerSecond)
        .Text("mode", WireNames.Of(Mode))
        .Text("position_side", WireNames.Of(PositionSide))
        .Integer("position_opened_epoch", PositionOpenedEpoch)
        .Integer("inputs_epoch", InputsEpoch)
        .Integer("computed_ms", ComputedMs)
        .Integer("planned_ms", PlannedMs)
        .Text("attempt", Attempt);

    public static PlanRecord Read(WireReader reader) => new(
        reader.Text("plan_id"), reader.Text("trace_id"), reader.Text("symbol"), reader.OneOf<HarvestAction>("action", HarvestActions.ToWire),
        new KillScore(
            reader.Number("kill_score"), reader.Number("k_regime_flip"), reader.Number("k_sigma_spike"), reader.Number("k_ts_drop"),
            reader.Number("k_age_penalty")),
        reader.OptionalNumber("new_sl_proposed"), reader.Number("R_net"), reader.OneOf<PlanDecision>("decision", WireNames.Of),
        reader.OptionalText("reason_codes") ?? "", ReadStep(reader), reader.OneOf<ApplyMode>("mode", WireNames.Of),
        reader.OneOf<PositionSide>("position_side", WireNames.Of), reader.Integer("position_opened_epoch"), reader.Integer("inputs_epoch"),
        reader.Integer("computed_ms"), reader.Integer("planned_ms"), reader.Source())
    {
        Attempt = reader.OptionalText("attempt"),
    };

    private string StepsText() => Step switch
    {
        null => "[]",
        PlanStep.UpdateSl => $$"""[{"step":"UPDATE_SL","type":"stop_loss_order","price":{{WireNumber.Format(NewSlProposed!.Value)}}}]""",
        { } close => $$"""[{"step":"{{close.ToWire()}}","type":"market_reduce_only","side":"close","pct":{{close.ClosePercent()}}}]""",
    };

    private static PlanStep? ReadStep(WireReader reader)
    {
        var text = reader.Text("steps");
        try
        {
            using var steps = JsonDocument.Parse(text);
            if (steps.RootElement.GetArrayLength() == 0)
                return null;
            var word = steps.RootElement[0].GetProperty("step").GetString();
            if (steps.RootElement.GetArrayLength() == 1 && word is not null && WireWord.Find<PlanStep>(word, PlanSteps.ToWire) is { } step)
                return step;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Told below, with the text.
        }

        throw reader.Fail("steps", text, "must be a JSON array of at most one known step");
    }
}
