using QuantumTrader.Domain.Harvest;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.HarvestExporter;

/// <summary>Contract section 9. The figures of one poll take the place of those before in whole; a figure that is not known has no series.</summary>
internal sealed class HarvestExporterMetrics
{
    // HOLD is the heat gate's word alone.
    private static readonly HarvestAction[] s_proposed =
        [HarvestAction.None, HarvestAction.Partial25, HarvestAction.Partial50, HarvestAction.Partial75, HarvestAction.FullCloseProposed];

    private static readonly HarvestAction[] s_calibrated = [.. s_proposed, HarvestAction.Hold];

    private readonly (string Field, bool IsRequired, GaugeFamily Gauge)[] _numbers;
    private readonly GaugeFamily _action;
    private readonly GaugeFamily _calibratedAction;
    private readonly MalformedCounter _malformed;

    public HarvestExporterMetrics(MetricSet metrics)
    {
        _numbers =
        [
            Number("kill_score", true, "quantum_harvest_kill_score", "Kill score K of the proposal, 0.5 to 0.93."),
            Number("k_regime_flip", true, "quantum_harvest_k_regime_flip", "Regime flip component, 0 or 1."),
            Number("k_sigma_spike", true, "quantum_harvest_k_sigma_spike", "Sigma spike component, 0 to 2."),
            Number("k_ts_drop", true, "quantum_harvest_k_ts_drop", "Trend strength drop component, 0 to 0.5."),
            Number("k_age_penalty", true, "quantum_harvest_k_age_penalty", "Age penalty component, 0 to 1."),
            Number("R_net", true, "quantum_harvest_r_net", "Net profit of the position in units of its own risk, R."),
            Number("new_sl_proposed", false, "quantum_harvest_new_sl", "Proposed stop price, quote currency; no series when none is proposed."),
            Number("last_update_epoch", true, "quantum_harvest_last_update_epoch", "When the proposal was computed, Unix seconds."),
        ];
        _action = new GaugeFamily(
            metrics, "quantum_harvest_action", "1 for the proposed action: NONE, PARTIAL_25, PARTIAL_50, PARTIAL_75, FULL_CLOSE_PROPOSED.", "symbol", "action");
        _calibratedAction = new GaugeFamily(
            metrics, "quantum_harvest_calibrated_action", "1 for the action that the heat gate left: the same words and HOLD.", "symbol", "action");
        CacheAge = new GaugeFamily(metrics, "quantum_harvest_exporter_cache_age_seconds", "Age of the figures served, seconds.");
        RedisUp = new GaugeFamily(
            metrics, "quantum_harvest_exporter_redis_up", "1: the last poll succeeded; 0: the figures are those of the last good one.");
        Errors = new CounterFamily(metrics, "quantum_harvest_exporter_errors_total", "Polls that failed.");
        _malformed = new MalformedCounter(metrics, "quantum_harvest_exporter_malformed_total");

        (string, bool, GaugeFamily) Number(string field, bool isRequired, string name, string help) => (field, isRequired, new GaugeFamily(metrics, name, help, "symbol"));
    }

    public GaugeFamily CacheAge { get; }

    public GaugeFamily RedisUp { get; }

    public CounterFamily Errors { get; }

    /// <param name="proposals">By symbol, those there are.</param>
    /// <param name="calibrated">What the heat gate made of them, by symbol.</param>
    public void Show(IReadOnlyList<(string Symbol, LooseFields Fields)> proposals, IReadOnlyList<(string Symbol, LooseFields Fields)> calibrated)
    {
        foreach (var (field, isRequired, gauge) in _numbers)
            gauge.Replace(NumbersOf(proposals, field, isRequired));
        _action.Replace(OneHot(proposals, "harvest_action", s_proposed));
        _calibratedAction.Replace(OneHot(calibrated, "calibrated_action", s_calibrated));
    }

    public void Count(Malformed reason) => _malformed.Count(reason);

    private List<KeyValuePair<string[], double>> NumbersOf(IReadOnlyList<(string Symbol, LooseFields Fields)> proposals, string field, bool isRequired)
    {
        var found = new List<KeyValuePair<string[], double>>(proposals.Count);
        foreach (var (symbol, fields) in proposals)
        {
            if (fields.Number(field, out var problem) is { } value)
                found.Add(new([symbol], value));
            else if (problem is { } known)
                Count(known);
            else if (isRequired)
                Count(Malformed.MissingField);
        }

        return found;
    }

    private List<KeyValuePair<string[], double>> OneHot(IReadOnlyList<(string Symbol, LooseFields Fields)> records, string field, HarvestAction[] actions)
    {
        var found = new List<KeyValuePair<string[], double>>(records.Count * actions.Length);
        foreach (var (symbol, fields) in records)
        {
            if (fields.Text(field) is not { } word)
                Count(Malformed.MissingField);
            else if (!Array.Exists(actions, action => action.ToWire() == word))
                Count(Malformed.UnknownWord);
            else
                found.AddRange(actions.Select(action => KeyValuePair.Create<string[], double>([symbol, action.ToWire()], action.ToWire() == word ? 1 : 0)));
        }

        return found;
    }
}
