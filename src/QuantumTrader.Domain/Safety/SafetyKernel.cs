namespace QuantumTrader.Domain.Safety;

/// <summary>The rule of contract section 7: safe mode, then the rate of all intents, then the rate of the symbol's. Pure.</summary>
public static class SafetyKernel
{
    /// <param name="counts">Null: they cannot be read or written. Not looked at while safe mode is on.</param>
    /// <param name="reducesRisk">It can only reduce a position or tighten a stop: it passes whatever stands against it, since safe mode must not trap a position, and never trips.</param>
    public static SafetyVerdict Judge(SafeMode mode, SafetyCounts? counts, SafetyLimits limits, bool reducesRisk)
    {
        var denial = Denial(mode, counts, limits);
        return new SafetyVerdict(denial is not null && reducesRisk ? SafetyReason.SafetyReduceOnlyExempt : denial);
    }

    private static SafetyReason? Denial(SafeMode mode, SafetyCounts? counts, SafetyLimits limits) => (mode, counts) switch
    {
        (SafeMode.On, _) => SafetyReason.SafeModeEnabled,
        (SafeMode.Unreadable, _) or (_, null) => SafetyReason.SafetyStateUnavailable,
        (_, { } window) when window.Global > limits.GlobalMax => SafetyReason.GlobalRateExceeded,
        (_, { } window) when window.Symbol > limits.SymbolMax => SafetyReason.SymbolRateExceeded,
        _ => null,
    };
}
