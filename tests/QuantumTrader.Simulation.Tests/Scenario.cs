using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;

namespace QuantumTrader.Simulation.Tests;

/// <summary>A market and settings under which a lot happens in few bars: positions open by chance, run into profit, are harvested, stopped and closed.</summary>
internal static class Scenario
{
    /// <summary>Bars that lie before the start: enough for a market state.</summary>
    public const int HistoryBars = 260;

    private const int Bars = HistoryBars + 280;

    /// <summary>The start of a minute and of an hour, Unix milliseconds.</summary>
    public const long StartMs = 1_748_736_000_000;

    public static string[] Symbols { get; } = ["BTCUSDT", "SOLUSDT"];

    public static IBarSource Market(long seed) =>
        new SimulatedMarket(new SimulatedMarketOptions(seed, Symbols, StartMs, BarInterval.OneMinute, Bars));

    public static IEntryRule Entries() => new RandomRule(seed: 11, probability: 0.03);

    public static StageOptions Options(params string[] settings)
    {
        var sources = new SettingsSources(
            File: null, ["APPLY_MODE=paper", "HEAT_MIN=0.00005", "HEAT_MAX=0.00012", $"SYMBOLS={string.Join(',', Symbols)}", $"MARKETSTATE_SYMBOLS={string.Join(',', Symbols)}", .. settings],
            new Dictionary<string, string>());
        return StageOptions.Bind(sources.Bind(Catalogue.Create()));
    }
}
