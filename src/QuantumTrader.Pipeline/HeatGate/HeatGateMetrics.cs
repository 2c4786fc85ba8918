using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>Contract section 4, metrics. The gauges are gone while the heat is not known.</summary>
public sealed class HeatGateMetrics
{
    private static readonly double[] s_lagBucketsMs = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

    private readonly HistogramFamily _lag;

    public HeatGateMetrics(MetricSet metrics, HeatPolicy policy, GateMode mode)
    {
        Heat = new GaugeFamily(metrics, "p26_heat_value", "Heat of the portfolio: what one standard deviation moves, as a part of the equity.");
        Bucket = new GaugeFamily(metrics, "p26_bucket", "1 for the bucket that the heat lies in.", "state");
        Downgraded = new CounterFamily(
            metrics, "p26_actions_downgraded_total", "Closes that the policy makes smaller or holds.", "from_action", "to_action", "reason");
        Processed = new CounterFamily(metrics, "p26_proposals_processed_total", "Proposed acts that were answered.");
        Failures = new CounterFamily(metrics, "p26_failures_total", "Proposed acts that could not be judged.", "reason");
        HashWrites = new CounterFamily(metrics, "p26_hash_writes_total", "Calibrated hashes written.");
        HashWriteFails = new CounterFamily(metrics, "p26_hash_write_fail_total", "Calibrated hashes that could not be written.");
        EnforceMode = new GaugeFamily(metrics, "p26_enforce_mode", "1: calibrated actions are in force; 0: shadow.");
        _lag = new HistogramFamily(metrics, "p26_stream_lag_ms", "From the computation of a proposal to its answer, milliseconds.", s_lagBucketsMs);

        foreach (var (from, to, reason) in policy.Downgrades)
            Downgraded.Declare(from.ToWire(), to.ToWire(), reason.ToCode());
        foreach (var failure in Enum.GetValues<HeatFailure>())
            Failures.Declare(failure.ToCode());
        EnforceMode.Set(mode == GateMode.Enforce ? 1 : 0);
    }

    public GaugeFamily Heat { get; }

    public GaugeFamily Bucket { get; }

    public CounterFamily Downgraded { get; }

    public CounterFamily Processed { get; }

    public CounterFamily Failures { get; }

    public CounterFamily HashWrites { get; }

    public CounterFamily HashWriteFails { get; }

    public GaugeFamily EnforceMode { get; }

    public void Fail(HeatFailure reason) => Failures.Add(reason.ToCode());

    /// <summary>Shows the heat, or nothing when it is not known.</summary>
    public void Show(HeatReading? reading)
    {
        foreach (var bucket in Enum.GetValues<HeatBucket>())
        {
            if (reading is { } known)
                Bucket.Set(known.Bucket == bucket ? 1 : 0, WireNames.Of(bucket));
            else
                Bucket.Remove(WireNames.Of(bucket));
        }

        if (reading is { } heat)
            Heat.Set(heat.Value);
        else
            Heat.Remove();
    }

    public void Answer(HarvestAction original, HeatDecision decision, long lagMs)
    {
        Answered(lagMs);
        if (decision.Action != original)
            Downgraded.Add(original.ToWire(), decision.Action.ToWire(), decision.Reason.ToCode());
    }

    public void Answered(long lagMs)
    {
        Processed.Add();
        _lag.Record(Math.Max(0, lagMs));
    }
}
