using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Tests.Configuration;

/// <summary>A second stage, which shares keys with <see cref="ShopOptions"/>.</summary>
[SettingsSection("night-bank", "keeps money")]
public sealed class BankOptions
{
    [Setting("INTERVAL_SEC", Unit = "s", Min = 1, Max = 60, Help = "How long.")]
    public double IntervalSeconds { get; init; } = 30;

    [Setting("SYMBOLS", Help = "What is sold.")]
    public SymbolList Symbols { get; init; } = SymbolList.Of("AAUSDT");

    [Setting("RATE", Unit = "fraction", Min = 0, MinExclusive = true, Max = 1, Help = "Per year.")]
    public decimal Rate { get; init; } = 0.05m;

    [Setting("LEVEL", Help = "How loud.")]
    public LogThreshold Level { get; init; } = LogThreshold.Info;

    [Setting("OPEN", Help = "Whether it is.")]
    public bool Open { get; init; } = true;
}
