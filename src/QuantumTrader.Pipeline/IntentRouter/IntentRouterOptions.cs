using QuantumTrader.Domain.Safety;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>Settings of the intent router and of the safety kernel in it. Contract section 7.</summary>
[SettingsSection("intent-router", "the way in for orders that are no plans, and the safety kernel in it")]
public sealed class IntentRouterOptions
{
    // An intent is remembered for 300 s once it is accepted. It must be too old by then, also when it was dated ahead: twice this is the longest it can be repeated.
    private const int LongestAgeSec = 150;

    [Setting("SAFETY_WINDOW_SEC", Unit = "s", Min = 1, Max = 3600, Help = "Length of the window in which intents that could raise risk are counted.")]
    public int WindowSeconds { get; init; } = 10;

    [Setting("SAFETY_GLOBAL_MAX_INTENTS_PER_WINDOW", Unit = "intents", Min = 1, Max = 100_000, Help = "More than this within a window trip safe mode.")]
    public int GlobalMaxIntents { get; init; } = 20;

    [Setting("SAFETY_SYMBOL_MAX_INTENTS_PER_WINDOW", Unit = "intents", Min = 1, Max = 100_000,
        Help = "More than this of one symbol within a window trip safe mode.")]
    public int SymbolMaxIntents { get; init; } = 5;

    [Setting("SAFETY_FAULT_COOLDOWN_SEC", Unit = "s", Min = 1, Max = 86_400, Help = "How long a trip keeps safe mode on.")]
    public int FaultCooldownSeconds { get; init; } = 300;

    [Setting("INTENT_MAX_AGE_SEC", Unit = "s", Min = 1, Max = LongestAgeSec, Help = "An intent older than this, or dated further ahead, is refused.")]
    public int MaxAgeSeconds { get; init; } = 30;

    public SafetyLimits Limits => new(GlobalMaxIntents, SymbolMaxIntents, WindowSeconds, FaultCooldownSeconds);
}
