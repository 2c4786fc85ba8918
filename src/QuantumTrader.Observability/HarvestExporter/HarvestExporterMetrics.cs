using QuantumTrader.Domain.Harvest;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.HarvestExporter;

/// <summary>Contract section 9. A figure that is not known has no series.</summary>
internal sealed class HarvestExporterMetrics
{
    // HOLD is the heat gate's word alone.
    private static readonly string[] s_proposed = Array.ConvertAll(
        [HarvestAction.None, HarvestAction.Partial25, HarvestAction.Partial50, HarvestAction.Partial75, HarvestAction.FullCloseProposed], HarvestActions.ToWire);

    private static readonly string[] s_calibrated = [.. s_proposed, HarvestAction.Hold.ToWire()];

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

    /// <param name="proposal">Null: there is none.</param>
    /// <param name="calibrated">What the heat gate made of it; null: nothing.</param>
    public void Show(string symbol, LooseFields? proposal, LooseFields? calibrated)
    {
        foreach (var (field, isRequired, gauge) in _numbers)
            gauge.Show(proposal is null ? null : NumberOf(proposal, field, isRequired), symbol);
        ShowOneHot(_action, symbol, proposal, "harvest_action", s_proposed);
        ShowOneHot(_calibratedAction, symbol, calibrated, "calibrated_action", s_calibrated);
    }

    public void Count(Malformed reason) => _malformed.Count(reason);

    private double? NumberOf(LooseFields fields, string field, bool isRequired)
    {
        var value = fields.Number(field, out var problem);
        if (problem is { } known)
            Count(known);
        else if (value is null && isRequired)
            Count(Malformed.MissingField);
        return value;
    }

    private void ShowOneHot(GaugeFamily gauge, string symbol, LooseFields? fields, string field, string[] actions)
    {
        var word = fields?.Text(field);
        var isKnown = word is not null && actions.Contains(word);
        if (fields is not null && !isKnown)
            Count(word is null ? Malformed.MissingField : Malformed.UnknownWord);
        foreach (var action in actions)
            gauge.Show(isKnown ? action == word ? 1 : 0 : null, symbol, action);
    }
}
