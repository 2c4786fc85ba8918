using QuantumTrader.Domain.Markets;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

/// <summary>One property for every type of setting, nullable and not.</summary>
[SettingsSection("sample", "every kind of setting")]
public sealed class SampleOptions : ICheckedOptions
{
    [Setting("TEXT")]
    public string Text { get; init; } = "word";

    [Setting("NOTE")]
    public string? Note { get; init; }

    [Setting("SWITCH")]
    public bool Switch { get; init; }

    [Setting("MAYBE_SWITCH")]
    public bool? MaybeSwitch { get; init; }

    [Setting("COUNT", Unit = "bars", Min = 2, Max = 10)]
    public int Count { get; init; } = 5;

    [Setting("MAYBE_COUNT", Min = 0)]
    public int? MaybeCount { get; init; }

    [Setting("SEED")]
    public long Seed { get; init; } = 7;

    [Setting("INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600)]
    public double IntervalSeconds { get; init; } = 10;

    [Setting("AMOUNT_USD", Unit = "USD", Min = 0, MinExclusive = true, Max = 1, MaxExclusive = true)]
    public decimal AmountUsd { get; init; } = 0.5m;

    [Setting("COLOUR")]
    public SampleColour Colour { get; init; } = SampleColour.Red;

    [Setting("MAYBE_COLOUR")]
    public SampleColour? MaybeColour { get; init; }

    [Setting("SYMBOLS")]
    public SymbolList Symbols { get; init; } = SymbolList.Of("AAUSDT");

    [Setting("BAR")]
    public BarInterval Bar { get; init; } = BarInterval.OneMinute;

    [Setting("API_SECRET", Secret = true)]
    public string? ApiSecret { get; init; }

    [Setting("SERVER_URL", SecretInUrl = true)]
    public string? ServerUrl { get; init; }

    [Setting("PIN", Secret = true)]
    public int? Pin { get; init; }

    public string NoSetting { get; init; } = "";

    public IEnumerable<SettingFault> Check()
    {
        if (Count >= IntervalSeconds)
            yield return new SettingFault("COUNT", "" + Count, "must be below INTERVAL_SEC");
        if (ApiSecret == "12345")
            yield return new SettingFault("API_SECRET", ApiSecret, "must not be the one from the manual");
    }
}
