using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

/// <summary>Shares keys with <see cref="SampleOptions"/>, with other defaults and another range.</summary>
[SettingsSection("other-stage", "a second owner of some keys")]
public sealed class OtherOptions
{
    [Setting("COUNT", Unit = "bars", Min = 4, Max = 100)]
    public int Count { get; init; } = 50;

    [Setting("INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600)]
    public double IntervalSeconds { get; init; } = 20;

    [Setting("SYMBOLS")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("ONLY_HERE")]
    public int OnlyHere { get; init; }
}
