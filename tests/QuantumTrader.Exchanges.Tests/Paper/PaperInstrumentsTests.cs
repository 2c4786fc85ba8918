using System.Globalization;
using System.Text.Json;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperInstrumentsTests
{
    [Fact]
    public void The_table_is_what_the_exchange_recorded()
    {
        var recorded = Recorded("usdm-2026-03-31-selected31.json");
        foreach (var (symbol, rules) in Recorded("usdm-mainnet-2025-08-07-first25.json"))
            recorded[symbol] = rules;
        Assert.True(PaperInstruments.All.Count() >= 29);
        Assert.All(PaperInstruments.All, rules => Assert.Equal(recorded[rules.Symbol], rules));
    }

    [Fact]
    public void Every_recorded_symbol_is_listed()
    {
        var files = Directory.EnumerateFiles(SharedData.PathOf("klines"), "*.csv.gz", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotNull(PaperInstruments.Listed(Path.GetFileName(file).Split('-')[0])));
    }

    // Price, decimals; tick, step: the largest power of ten that is worth at most 1.
    public static TheoryData<decimal, int, decimal, decimal> Derived => new()
    {
        { 60_000, 1, 0.1m, 0.00001m },
        { 100, 2, 0.01m, 0.01m },
        { 1.01m, 2, 0.01m, 0.1m },
        { 1, 0, 1, 1 },
        { 0.5m, 4, 0.0001m, 1 },
        { 0.0001m, 7, 0.0000001m, 10_000 },
    };

    [Theory]
    [MemberData(nameof(Derived))]
    public void Rules_of_an_unlisted_symbol_follow_its_price(decimal price, int decimals, decimal tick, decimal step) =>
        Assert.Equal(new InstrumentRules("ODDUSDT", tick, step, step, 5), PaperInstruments.Derive("ODDUSDT", price, decimals));

    [Fact]
    public void An_unlisted_symbol_is_unknown_before_its_first_bar_and_its_tick_only_becomes_finer()
    {
        var venue = new PaperVenue(new PaperOptions());
        Assert.Null(venue.GetInstrumentAsync("ODDUSDT").Now());
        venue.Apply(Bars.At(0, 2.500m, 2.60m, 2.40m, 2.50m, "ODDUSDT"));
        Assert.Equal((0.1m, 0.1m), Of(venue));
        venue.Apply(Bars.At(1, 2.5m, 2.625m, 2.4m, 2.5m, "ODDUSDT"));
        Assert.Equal((0.001m, 0.1m), Of(venue));
        venue.Apply(Bars.Flat(2, 250, "ODDUSDT"));
        Assert.Equal((0.001m, 0.1m), Of(venue));

        static (decimal, decimal) Of(PaperVenue venue)
        {
            var rules = venue.GetInstrumentAsync("ODDUSDT").Now();
            Assert.NotNull(rules);
            return (rules.TickSize, rules.StepSize);
        }
    }

    [Fact]
    public void Options_win_over_the_table()
    {
        var own = new InstrumentRules("BTCUSDT", 1, 1, 1, 1);
        Assert.Equal(
            own, new PaperVenue(new() { Instruments = new Dictionary<string, InstrumentRules> { ["BTCUSDT"] = own } }).GetInstrumentAsync("BTCUSDT").Now());
        Assert.Equal(0.1m, new PaperVenue(new()).GetInstrumentAsync("BTCUSDT").Now()!.TickSize);
    }

    private static Dictionary<string, InstrumentRules> Recorded(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(Path.Combine("binance", "exchangeInfo", file))));
        return document.RootElement.GetProperty("symbols").EnumerateArray().Select(RulesOf).ToDictionary(rules => rules.Symbol);
    }

    private static InstrumentRules RulesOf(JsonElement symbol)
    {
        var filters = symbol.GetProperty("filters").EnumerateArray().ToDictionary(filter => filter.GetProperty("filterType").GetString()!);
        return new(
            symbol.GetProperty("symbol").GetString()!,
            Number(filters["PRICE_FILTER"], "tickSize"),
            Number(filters["MARKET_LOT_SIZE"], "stepSize"),
            Number(filters["MARKET_LOT_SIZE"], "minQty"),
            Number(filters["MIN_NOTIONAL"], "notional"));
    }

    private static decimal Number(JsonElement filter, string name) =>
        decimal.Parse(filter.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
