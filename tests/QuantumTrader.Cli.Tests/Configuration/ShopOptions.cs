using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Tests.Configuration;

/// <summary>A small stage for the tests of the commands.</summary>
[SettingsSection("shop", "sells things")]
public sealed class ShopOptions
{
    [Setting("SYMBOLS", Help = "What is sold.")]
    public SymbolList Symbols { get; init; } = SymbolList.Of("AAUSDT");

    [Setting("INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "How often.")]
    public double IntervalSeconds { get; init; } = 10;

    [Setting("NOTE", Help = "Words.")]
    public string? Note { get; init; }

    [Setting("API_SECRET", Secret = true, Help = "Opens the door.")]
    public string? ApiSecret { get; init; }
}
