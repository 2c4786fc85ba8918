using System.Collections.Frozen;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>
/// Expressions for gauges that one stage knows: taken from the process that runs the stage, since one that stands by keeps serving what it last
/// knew. While nobody runs it there is no series, and the panel says so.
/// </summary>
internal static class Owned
{
    private const string PositionState = "position-state";
    private const string Execution = "execution";
    private const string HeatGate = "heat-gate";
    private const string Governor = "governor";
    private const string HarvestBrain = "harvest-brain";

    private static readonly FrozenDictionary<string, string> Owners = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["p33_snapshot_age_seconds"] = PositionState,
        ["p33_ledger_position_amt"] = PositionState,
        ["p33_exchange_position_amt"] = PositionState,
        ["quantum_position_entry_price"] = PositionState,
        ["quantum_position_mark_price"] = PositionState,
        ["quantum_position_stop_price"] = PositionState,
        ["quantum_position_stop_confirmed"] = PositionState,
        ["quantum_position_notional_usd"] = PositionState,
        ["quantum_position_unrealized_pnl_usd"] = PositionState,
        ["quantum_portfolio_equity_usd"] = PositionState,
        ["quantum_portfolio_gross_notional_usd"] = PositionState,
        ["quantum_portfolio_unrealized_pnl_usd"] = PositionState,
        ["quantum_portfolio_positions"] = PositionState,
        ["quantum_position_unprotected_seconds"] = Execution,
        ["p26_heat_value"] = HeatGate,
        ["p26_enforce_mode"] = HeatGate,
        ["quantum_govern_exec_count_hour"] = Governor,
        ["quantum_govern_exec_count_5min"] = Governor,
        ["quantum_harvest_brain_r"] = HarvestBrain,
        ["quantum_harvest_brain_positions"] = HarvestBrain,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The buckets of the heat, 1 for the one that holds.</summary>
    public static string BucketOfHeat { get; } = $"max by (state) (p26_bucket{While(HeatGate)})";

    /// <summary>Series of acts, by the mode of the process that runs HarvestBrain; it counts its symbols from 0 on, so that the mode is seen before it acts.</summary>
    public static string ModeOfBrain { get; } =
        $"count by (mode) (increase(quantum_harvest_brain_actions_total[$__rate_interval]){While(HarvestBrain)})";

    /// <summary>The one figure, or the worst of several.</summary>
    public static string Max(string metric) => $"max({From(metric, "")})";

    public static string BySymbol(string metric) => $"max by (symbol) ({From(metric, "")})";

    /// <summary>The figure of the symbol that is chosen at the top of the board.</summary>
    public static string OfChosen(string metric) => $"max({From(metric, "{symbol=\"$symbol\"}")})";

    private static string From(string metric, string selector) =>
        metric + selector + While(Owners[metric]);

    private static string While(string stage) => $" and on (job, instance) quantum_stage_running{{stage=\"{stage}\"}} == 1";
}
