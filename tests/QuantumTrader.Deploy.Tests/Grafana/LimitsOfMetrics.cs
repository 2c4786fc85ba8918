using QuantumTrader.Dashboards;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>What the tests hold the boards and the rules against.</summary>
internal static class LimitsOfMetrics
{
    /// <summary>Where every panel that shows the metric by itself changes its colour.</summary>
    public static IReadOnlyDictionary<string, double[]> All { get; } = new Dictionary<string, double[]>(StringComparer.Ordinal)
    {
        ["quantum_harvest_kill_score"] = [Limits.KillScoreHigh, Limits.KillScoreCritical],
        ["quantum_harvest_r_net"] = [Limits.RNetFair, Limits.RNetGood],
        ["quantum_harvest_last_update_epoch"] = [Limits.HarvestStaleSeconds],
        ["quantum_safety_safe_mode"] = [Limits.SafeModeOn],
        ["quantum_safety_faults_last_1h"] = [Limits.FaultsSome, Limits.FaultsMany],
        ["quantum_safety_redis_up"] = [Limits.Any],
        ["quantum_kill_switch"] = [Limits.Any],
        ["quantum_apply_disarmed"] = [Limits.Any],
        ["quantum_position_stop_confirmed"] = [Limits.Any],
        ["quantum_stream_dead_letters"] = [Limits.Any],
        ["p26_heat_value"] = [Limits.HeatWarm, Limits.HeatHot],
        ["quantum_position_unprotected_seconds"] = [Limits.Any, Limits.UnprotectedSeconds],
        ["quantum_marketstate_last_bar_timestamp_seconds"] = [Limits.MarketDataStaleSeconds],
        ["quantum_stream_group_lag_entries"] = [Limits.GroupLag],
        ["quantum_journal_behind_seconds"] = [Limits.JournalBehindSeconds],
        ["quantum_journal_compaction_failed"] = [Limits.Any],
        ["quantum_harvest_brain_r"] = [Limits.FirstRung, Limits.SecondRung, Limits.ThirdRung],
        ["p33_snapshot_age_seconds"] = [Limits.AccountStaleSeconds],
    };
}
