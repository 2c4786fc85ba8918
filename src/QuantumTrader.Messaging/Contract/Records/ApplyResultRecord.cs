using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Plans;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// How a plan ended, on <see cref="Keys.ApplyResults"/>: written by apply for a plan that got no further, by execution for one that was sent. Contract section 6.4.
/// </summary>
/// <param name="Executed">A fill or an accepted stop says so.</param>
/// <param name="WouldExecute">It had all its permits; in dry_run nothing was sent.</param>
/// <param name="MayRetry">Nothing has been sent: the same plan may be tried again.</param>
/// <param name="Steps">What execution did, or <c>not_sent</c>; empty in a result of apply itself, whose plan never got to execution.</param>
/// <param name="Error">Why it was not executed; null when it was.</param>
/// <param name="ProposalAgeMs">Age of the proposal when this was decided, milliseconds.</param>
/// <param name="TimeMs">Unix milliseconds.</param>
public sealed record ApplyResultRecord(
    string PlanId,
    string TraceId,
    string Symbol,
    PlanDecision Decision,
    bool Executed,
    bool WouldExecute,
    bool MayRetry,
    IReadOnlyList<StepResult> Steps,
    string? Error,
    long ProposalAgeMs,
    long TimeMs,
    Provenance Source) : IWireRecord<ApplyResultRecord>
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>Id of the calibrated entry that the plan was made of: two attempts at the same plan differ in it. Null when another program does not say.</summary>
    public string? Attempt { get; init; }

    public void Write(WireWriter writer) => writer
        .Text("plan_id", PlanId)
        .Text("symbol", Symbol)
        .Text("decision", WireNames.Of(Decision))
        .Text("executed", Executed ? "true" : "false")
        .Text("would_execute", WouldExecute ? "true" : "false")
        .Text("steps_results", JsonSerializer.Serialize(Steps, StepResultJson.Default.IReadOnlyListStepResult))
        .Text("error", Error)
        .Source(Source)
        .Integer("timestamp", TimeMs / MillisecondsPerSecond)
        .Text("trace_id", TraceId)
        .Text("may_retry", MayRetry ? "true" : "false")
        .Integer("proposal_age_ms", ProposalAgeMs)
        .Integer("ts_ms", TimeMs)
        .Text("attempt", Attempt);

    public static ApplyResultRecord Read(WireReader reader) => new(
        reader.Text("plan_id"), reader.Text("trace_id"), reader.Text("symbol"), reader.OneOf<PlanDecision>("decision", WireNames.Of),
        reader.Flag("executed"), reader.Flag("would_execute"), reader.Flag("may_retry"), ReadSteps(reader), reader.OptionalText("error"),
        reader.Integer("proposal_age_ms"), reader.Integer("ts_ms"), reader.Source())
    {
        Attempt = reader.OptionalText("attempt"),
    };

    private static IReadOnlyList<StepResult> ReadSteps(WireReader reader)
    {
        var text = reader.Text("steps_results");
        try
        {
            return JsonSerializer.Deserialize(text, StepResultJson.Default.IReadOnlyListStepResult)
                ?? throw reader.Fail("steps_results", text, "a JSON array is required");
        }
        catch (JsonException malformed)
        {
            throw reader.Fail("steps_results", text, malformed.Message);
        }
    }
}
