using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>What HarvestBrain knows and does. Contract section 10.</summary>
public sealed class HarvestBrainMetrics
{
    private const string Fill = "fill";
    private const string Price = "price";
    private const string Ended = "ended";

    private readonly string _mode;

    internal HarvestBrainMetrics(MetricSet metrics, HarvestBrainOptions options)
    {
        _mode = options.Mode == HarvestMode.Shadow ? "shadow" : options.LiveWritesEnabled ? "live" : "dry_run";
        R = new GaugeFamily(metrics, "quantum_harvest_brain_r", "Profit of the position in units of its entry risk, at the newest price.", "symbol");
        Actions = new CounterFamily(
            metrics, "quantum_harvest_brain_actions_total", "Acts that were suggested (shadow), sent as intents (live), or sent to be checked only (dry_run).", "symbol", "intent_type", "mode");
        DedupHits = new CounterFamily(metrics, "quantum_harvest_brain_dedup_hits_total", "Acts that had been asked for already and were not asked for again.");
        Blocked = new CounterFamily(metrics, "quantum_harvest_brain_blocked_total", "Acts that the ladder asked for and that were held back, by reason; the next price asks again.", "reason");
        Positions = new GaugeFamily(metrics, "quantum_harvest_brain_positions", "Open positions that are known.");
        Entries = new CounterFamily(metrics, "quantum_harvest_brain_entries_total", "Entries of the executions that were taken in, by what they tell: fill, price, ended (an order without a fill).", "kind");
        Refused = new CounterFamily(metrics, "quantum_harvest_brain_refused_total", "Acts that the router or execution refused, by what they asked for.", "intent_type");
        Adopted = new CounterFamily(metrics, "quantum_harvest_brain_adopted_total", "Positions that were put right from the venue's word, since fills were missing.");

        // Acts are rare: the first one is seen as an increase only if its series has stood at 0 before. And the mode is told before anything happens.
        foreach (var symbol in options.Symbols)
        {
            foreach (var intent in Enum.GetValues<LadderIntent>())
                Actions.Declare(symbol, intent.ToWire(), _mode);
        }

        foreach (var reason in Enum.GetValues<BrainBlock>())
            Blocked.Declare(reason.ToCode());
        foreach (var intent in Enum.GetValues<LadderIntent>())
            Refused.Declare(intent.ToWire());
        foreach (var kind in (string[])[Fill, Price, Ended])
            Entries.Declare(kind);
    }

    public GaugeFamily R { get; }

    public CounterFamily Actions { get; }

    public CounterFamily DedupHits { get; }

    public CounterFamily Blocked { get; }

    public GaugeFamily Positions { get; }

    public CounterFamily Entries { get; }

    public CounterFamily Refused { get; }

    public CounterFamily Adopted { get; }

    internal void Acted(HarvestActRecord act) => Actions.Add(act.Symbol, act.Intent.ToWire(), _mode);

    internal void Took(ReceivedExecution execution) =>
        Entries.Add(execution.IsFill ? Fill : execution.Status == ReceivedExecution.PriceUpdate ? Price : Ended);
}
