using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>Contract section 6.2, metrics.</summary>
public sealed class GovernorMetrics
{
    public GovernorMetrics(MetricSet metrics)
    {
        Allowed = new CounterFamily(metrics, "quantum_govern_allow_total", "Permits issued.", "symbol");
        Blocked = new CounterFamily(metrics, "quantum_govern_block_total", "Permits refused.", "symbol", "reason");
        Disarmed = new CounterFamily(metrics, "quantum_govern_disarm_total", "Times that apply was put back to dry_run.", "reason");
        ExecutedInHour = new GaugeFamily(metrics, "quantum_govern_exec_count_hour", "Closes executed within the last hour.", "symbol");
        ExecutedInFiveMinutes = new GaugeFamily(metrics, "quantum_govern_exec_count_5min", "Closes executed within the last five minutes.", "symbol");
        foreach (var reason in Enum.GetValues<DisarmReason>())
            Disarmed.Declare(reason.ToCode());
    }

    public CounterFamily Allowed { get; }

    public CounterFamily Blocked { get; }

    public CounterFamily Disarmed { get; }

    public GaugeFamily ExecutedInHour { get; }

    public GaugeFamily ExecutedInFiveMinutes { get; }

    /// <summary>A plan of the symbol has come: its series stand at 0 before anything is refused, so that a first refusal is seen to rise.</summary>
    public void Declare(string symbol)
    {
        if (Allowed.Value(symbol) is not null)
            return;
        Allowed.Declare(symbol);
        foreach (var reason in Enum.GetValues<GovernorReason>())
            Blocked.Declare(symbol, reason.ToCode());
    }

    public void Show(ExecutionHistory history, long nowMs)
    {
        foreach (var (symbol, counts) in history.CountsOfAll(nowMs))
        {
            ExecutedInHour.Set(counts.Hour, symbol);
            ExecutedInFiveMinutes.Set(counts.FiveMinutes, symbol);
        }
    }
}
