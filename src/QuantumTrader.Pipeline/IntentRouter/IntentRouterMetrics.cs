using QuantumTrader.Domain;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>What became of the intents.</summary>
public sealed class IntentRouterMetrics
{
    public IntentRouterMetrics(MetricSet metrics)
    {
        Allowed = new CounterFamily(metrics, "quantum_intent_router_allowed_total", "Intents that were accepted, by what they ask for.", "kind");
        Denied = new CounterFamily(metrics, "quantum_intent_router_denied_total", "Intents that were refused, by reason.", "reason");
        Exempt = new CounterFamily(
            metrics, "quantum_intent_router_exempt_total", "Reduce-only intents that passed where another would have been denied (SAFETY_REDUCE_ONLY_EXEMPT).");
        Repeated = new CounterFamily(metrics, "quantum_intent_router_repeated_total", "Entries that were delivered again after everything had been written.");
        Faults = new CounterFamily(metrics, "quantum_intent_router_faults_total", "Trips of safe mode, by reason.", "reason");
        foreach (var kind in Enum.GetValues<IntentKind>())
            Allowed.Declare(kind.ToCode());
        foreach (var reason in Enum.GetValues<IntentReason>())
            Denied.Declare(reason.ToCode());
        foreach (var reason in (SafetyReason[])[SafetyReason.SafeModeEnabled, SafetyReason.SafetyStateUnavailable])
            Denied.Declare(WireNames.Of(reason));
        foreach (var reason in (SafetyReason[])[SafetyReason.GlobalRateExceeded, SafetyReason.SymbolRateExceeded])
        {
            Denied.Declare(WireNames.Of(reason));
            Faults.Declare(WireNames.Of(reason));
        }
    }

    public CounterFamily Allowed { get; }

    public CounterFamily Denied { get; }

    public CounterFamily Exempt { get; }

    public CounterFamily Repeated { get; }

    public CounterFamily Faults { get; }
}
