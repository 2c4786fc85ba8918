using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Configuration.Kinds;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class SettingValueTests
{
    public static TheoryData<string, Func<SampleOptions, object?>, object?> Readable => new()
    {
        { "TEXT=a b", options => options.Text, "a b" },
        { "NOTE=x", options => options.Note, "x" },
        { "NOTE=", options => options.Note, null },
        { "SWITCH=true", options => options.Switch, true },
        { "SWITCH=TRUE", options => options.Switch, true },
        { "SWITCH=1", options => options.Switch, true },
        { "SWITCH=False", options => options.Switch, false },
        { "SWITCH=0", options => options.Switch, false },
        { "MAYBE_SWITCH=", options => options.MaybeSwitch, null },
        { "MAYBE_SWITCH=1", options => options.MaybeSwitch, true },
        { "sample.COUNT=2", options => options.Count, 2 },
        { "sample.COUNT= 9 ", options => options.Count, 9 },
        { "MAYBE_COUNT=", options => options.MaybeCount, null },
        { "MAYBE_COUNT=0", options => options.MaybeCount, 0 },
        { "SEED=-9223372036854775808", options => options.Seed, long.MinValue },
        { "INTERVAL_SEC=3600", options => options.IntervalSeconds, 3600.0 },
        { "INTERVAL_SEC=1.5e1", options => options.IntervalSeconds, 15.0 },
        { "AMOUNT_USD=0.0000000000000000001", options => options.AmountUsd, 0.0000000000000000001m },
        { "COLOUR=dark_blue", options => options.Colour, SampleColour.DarkBlue },
        { "COLOUR=DARK_BLUE", options => options.Colour, SampleColour.DarkBlue },
        { "MAYBE_COLOUR=red", options => options.MaybeColour, SampleColour.Red },
        { "MAYBE_COLOUR=", options => options.MaybeColour, null },
        { "SYMBOLS=btcusdt, ETHUSDT", options => options.Symbols, SymbolList.Of("BTCUSDT", "ETHUSDT") },
        { "BAR=1h", options => options.Bar, BarInterval.OneHour },
    };

    [Theory]
    [MemberData(nameof(Readable), DisableDiscoveryEnumeration = true)]
    public void Value_InOneOfItsSpellings_IsRead(string assignment, Func<SampleOptions, object?> property, object? expected)
    {
        var settings = Layers.BindFile(assignment);

        Assert.Empty(settings.Faults);
        Assert.Equal(expected, property(settings.Bind<SampleOptions>()));
    }

    [Theory]
    [InlineData("TEXT=", "must be a text that is not empty")]
    [InlineData("TEXT=  ", "must be a text that is not empty")]
    [InlineData("SWITCH=yes", "must be true or false (or 1 or 0)")]
    [InlineData("SWITCH=", "must be true or false (or 1 or 0)")]
    [InlineData("MAYBE_SWITCH=2", "must be true or false (or 1 or 0), or empty")]
    [InlineData("other-stage.COUNT=3", "must be a whole number from 4 to 100 (bars)")]
    [InlineData("sample.COUNT=1", "must be a whole number from 2 to 10 (bars)")]
    [InlineData("sample.COUNT=11", "must be a whole number from 2 to 10 (bars)")]
    [InlineData("sample.COUNT=5.0", "must be a whole number from 2 to 10 (bars)")]
    [InlineData("sample.COUNT=", "must be a whole number from 2 to 10 (bars)")]
    [InlineData("sample.COUNT=99999999999", "must be a whole number from 2 to 10 (bars)")]
    [InlineData("MAYBE_COUNT=-1", "must be a whole number not below 0, or empty")]
    [InlineData("SEED=1e3", "must be a whole number")]
    [InlineData("INTERVAL_SEC=abc", "must be a number from 0.1 to 3600 (seconds)")]
    [InlineData("INTERVAL_SEC=0.0999", "must be a number from 0.1 to 3600 (seconds)")]
    [InlineData("INTERVAL_SEC=NaN", "must be a number from 0.1 to 3600 (seconds)")]
    [InlineData("INTERVAL_SEC=1e999", "must be a number from 0.1 to 3600 (seconds)")]
    [InlineData("INTERVAL_SEC=1,5", "must be a number from 0.1 to 3600 (seconds)")]
    [InlineData("AMOUNT_USD=0", "must be a number above 0 and below 1 (USD)")]
    [InlineData("AMOUNT_USD=1", "must be a number above 0 and below 1 (USD)")]
    [InlineData("COLOUR=1", "must be one of red, dark_blue")]
    [InlineData("COLOUR=DarkBlue", "must be one of red, dark_blue")]
    [InlineData("SYMBOLS=BTC/USDT", "must be symbols separated by commas, each 2 to 20 letters A-Z or digits")]
    [InlineData("SYMBOLS=", "must be symbols separated by commas, each 2 to 20 letters A-Z or digits")]
    [InlineData("BAR=2m", "must be one of 1m, 3m, 5m, 15m, 30m, 1h")]
    [InlineData("BAR=", "must be one of 1m, 3m, 5m, 15m, 30m, 1h")]
    public void Value_ThatBreaksItsRule_IsRefusedWithKeyValueAndRule(string assignment, string rule)
    {
        var (key, value) = (assignment.Split('=')[0], assignment.Split('=')[1]);

        Assert.Equal([$"config.yaml: line 1: {key} = '{value}': {rule}"], Layers.FaultsOf(assignment));
    }

    [Fact]
    public void List_WhereOneValueIsExpected_IsRefused()
    {
        var layer = SettingsLayer.Empty with { Entries = [new SettingEntry(null, "SEED", "1", new SettingOrigin("config.yaml", 3), SettingShape.List)] };

        Assert.Equal("config.yaml: line 3: SEED = '1': must be a whole number, not a list", Assert.Single(Layers.Bind(layer).Faults).ToString());
    }

    [Fact]
    public void List_WhereSymbolsAreExpected_IsRead()
    {
        var layer = SettingsLayer.Empty with { Entries = [new SettingEntry(null, "SYMBOLS", "aausdt,bbusdt", new SettingOrigin("config.yaml", 3), SettingShape.List)] };

        Assert.Equal(SymbolList.Of("AAUSDT", "BBUSDT"), Layers.Bind(layer).Bind<SampleOptions>().Symbols);
    }

    // What a structure holds is not repeated: it may be a secret, under whatever name.
    [Theory]
    [InlineData("SEED", false, "must be a whole number, not a list")]
    [InlineData("SEED", true, "must be a whole number, not a mapping")]
    [InlineData("SYMBOLS", false, "must be symbols separated by commas, each 2 to 20 letters A-Z or digits, each item a plain value")]
    [InlineData("SYMBOLS", true, "must be symbols separated by commas, each 2 to 20 letters A-Z or digits, not a mapping")]
    [InlineData("PIN", true, "must be a whole number, or empty, not a mapping")]
    [InlineData("SEEED", true, "is not a known setting; did you mean SEED?")]
    [InlineData("sample", false, "is a section: its settings stand below it, one a line, indented")]
    public void Structure_WhereOneValueIsExpected_IsRefused(string key, bool isMapping, string rule)
    {
        var mapping = new SettingNode.Mapping([new SettingField("password", new SettingNode.Scalar("hunter2", 4), 4)], 4);
        var entry = new SettingEntry(
            null, key, "", new SettingOrigin("config.yaml", 3), SettingShape.Structure, isMapping ? mapping : new SettingNode.Sequence([mapping], 4));

        Assert.Equal([$"config.yaml: line 3: {key}: {rule}"], Layers.Bind(SettingsLayer.Empty with { Entries = [entry] }).Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Number_WrittenAndRead_IsTheSame()
    {
        Prop.ForAll<NormalFloat>(number => ReadsBack(new NumberKind<double>(SettingRange.Unlimited), number.Get)).Check(Config.QuickThrowOnFailure);
        Prop.ForAll<decimal>(number => ReadsBack(new NumberKind<decimal>(SettingRange.Unlimited), number)).Check(Config.QuickThrowOnFailure);
        Prop.ForAll<long>(number => ReadsBack(new NumberKind<long>(SettingRange.Unlimited), number)).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Range_OfAnyLimits_ContainsExactlyWhatLiesBetween() =>
        Prop.ForAll<NormalFloat, NormalFloat, NormalFloat>((min, max, value) =>
        {
            var inclusive = new SettingRange(min.Get, max.Get, MinExclusive: false, MaxExclusive: false);
            var exclusive = new SettingRange(min.Get, max.Get, MinExclusive: true, MaxExclusive: true);
            return inclusive.Contains(value.Get) == (value.Get >= min.Get && value.Get <= max.Get)
                && exclusive.Contains(value.Get) == (value.Get > min.Get && value.Get < max.Get)
                && SettingRange.Unlimited.Contains(value.Get);
        }).Check(Config.QuickThrowOnFailure);

    private static bool ReadsBack(SettingKind kind, object number) => kind.TryRead(kind.Write(number), out var read) && number.Equals(read);
}
