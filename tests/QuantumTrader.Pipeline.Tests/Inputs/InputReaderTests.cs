using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Inputs;

public sealed class InputReaderTests
{
    private static readonly InputOptions Options = new(
        Keys.MarketStatePrefix, PositionSource.RedisHash, AllowSynthetic: false, MaxMarketStateAgeSec: 180, MaxPositionAgeSec: 120);

    // Ages are seconds before the clock.
    [Theory]
    [InlineData(Provenance.Paper, 180, 1, Provenance.Paper, 120, null)]
    [InlineData(Provenance.Paper, 181, 1, Provenance.Paper, 0, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Paper, 0, 1, Provenance.Paper, 121, InputProblem.PositionStale)]
    [InlineData(Provenance.Exchange, 181, 1, Provenance.Exchange, 0, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Synthetic, 181, 1, Provenance.Paper, 0, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Paper, 900, 5, Provenance.Paper, 0, null)]
    [InlineData(Provenance.Paper, 901, 5, Provenance.Paper, 0, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Replay, 900_000, 1, Provenance.Replay, 900_000, null)]
    [InlineData(Provenance.Replay, 900_181, 1, Provenance.Replay, 900_000, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Replay, 900_000, 1, Provenance.Replay, 900_121, InputProblem.PositionStale)]
    [InlineData(Provenance.Replay, 100, 1, Provenance.Paper, 121, InputProblem.PositionStale)]
    [InlineData(Provenance.Replay, 300, 1, Provenance.Paper, 0, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Exchange, -181, 1, Provenance.Exchange, 0, InputProblem.MarketStateStale)]
    [InlineData(Provenance.Exchange, 0, 1, Provenance.Exchange, -121, InputProblem.PositionStale)]
    [InlineData(Provenance.Exchange, 0, 1, Provenance.Exchange, -5, null)]
    [InlineData(Provenance.Paper, 0, 5, Provenance.Paper, 900, null)]
    [InlineData(Provenance.Paper, 0, 5, Provenance.Paper, 901, InputProblem.PositionStale)]
    [InlineData(Provenance.Exchange, 0, 5, Provenance.Exchange, 121, InputProblem.PositionStale)]
    public async Task Read_JudgesAgeByTheClock_AndRecordingsByEachOther(
        Provenance marketSource, long marketAge, int minutes, Provenance positionSource, long positionAge, InputProblem? expected)
    {
        await using var bench = new Bench();
        Assert.True(BarInterval.TryParse($"{minutes}m", out var interval));
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch - marketAge, source: marketSource, interval: interval));
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch - positionAge, source: positionSource));

        var inputs = await ReadAsync(bench, Options);

        Assert.Equal(expected, inputs.Problem);
        Assert.Equal(expected is null, inputs is { Position: not null, Market: not null, Detail: null });
    }

    [Theory]
    [InlineData(Provenance.Paper, Provenance.Paper, Provenance.Paper)]
    [InlineData(Provenance.Exchange, Provenance.Exchange, Provenance.Exchange)]
    [InlineData(Provenance.Replay, Provenance.Paper, Provenance.Replay)]
    [InlineData(Provenance.Synthetic, Provenance.Exchange, Provenance.Synthetic)]
    [InlineData(Provenance.Paper, Provenance.Synthetic, Provenance.Synthetic)]
    public async Task Source_IsTheWeakerOfTheTwo(Provenance market, Provenance position, Provenance expected)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch, source: market));
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch, source: position));

        Assert.Equal(expected, (await ReadAsync(bench, Options)).Source);
    }

    [Fact]
    public async Task Read_WithoutMarketState_IsAProblem()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));

        var inputs = await ReadAsync(bench, Options);

        Assert.Equal((InputProblem.MarketStateMissing, "quantum:marketstate:BTCUSDT: no such key"), (inputs.Problem, inputs.Detail));
    }

    [Theory]
    [InlineData("sigma", "NaN")]
    [InlineData("p_trend", "")]
    [InlineData("interval", "7m")]
    [InlineData("source", "guess")]
    public async Task Read_OfAnUnreadableMarketState_NamesKeyFieldAndText(string field, string text)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        await bench.SetAsync(
            new HashKey<RawFields>(Keys.MarketStatePrefix + Bench.Btc), RawFields.Of(Given.Market(bench.NowEpoch), field, text));

        var inputs = await ReadAsync(bench, Options);

        Assert.Equal(InputProblem.MarketStateUnreadable, inputs.Problem);
        Assert.Contains($"quantum:marketstate:BTCUSDT: field '{field}'", inputs.Detail, StringComparison.Ordinal);
        Assert.Contains(text, inputs.Detail, StringComparison.Ordinal);
    }

    // A side that is no side and a stop of 0 were once read as a short and as a real stop.
    [Theory]
    [InlineData("side", "BUY")]
    [InlineData("current_sl", "0.0")]
    [InlineData("entry_price", "")]
    [InlineData("quantity", "-1.0")]
    public async Task Read_OfAnUnreadablePosition_IsAnErrorAndNeverNoPosition(string field, string text)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch));
        await bench.SetAsync(new HashKey<RawFields>(Keys.Position(Bench.Btc).Name), RawFields.Of(Given.Long(bench.NowEpoch), field, text));

        foreach (var source in new[] { PositionSource.RedisHash, PositionSource.Auto })
        {
            var inputs = await ReadAsync(bench, Options with { PositionSource = source, AllowSynthetic = true });

            Assert.Equal(InputProblem.PositionUnreadable, inputs.Problem);
            Assert.Null(inputs.Position);
            Assert.Contains($"field '{field}'", inputs.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Read_OfAFlatOrAbsentPosition_IsNoPositionAndNoProblem()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch));
        Assert.Equal(new SymbolInputs(Bench.Btc, null, null), await ReadAsync(bench, Options));

        await Given.PutAsync(bench, Given.Flat(bench.NowEpoch));
        Assert.Equal(new SymbolInputs(Bench.Btc, null, null), await ReadAsync(bench, Options));

        await Given.PutAsync(bench, Given.Long(bench.NowEpoch) with { Quantity = 0 });
        Assert.Equal(new SymbolInputs(Bench.Btc, null, null), await ReadAsync(bench, Options));
    }

    // Bars of a minute: seconds within the hour.
    [Theory]
    [InlineData(60, 60, true)]
    [InlineData(60, 119, true)]
    [InlineData(60, 120, false)]
    [InlineData(60, 59, false)]
    [InlineData(120, 60, false)]
    public void OfOneBar_WhenNoNewerBarHasClosedAndThePriceIsNotOlder(long market, long position, bool expected)
    {
        var snapshot = Given.Long(Bench.StartEpoch + position);
        var input = new PositionInput(snapshot.ToSnapshot()!, snapshot.OpenedEpoch, snapshot.InputsEpoch, snapshot.Source);

        Assert.Equal(expected, new SymbolInputs(Bench.Btc, input, Given.Market(Bench.StartEpoch + market)).OfOneBar);
    }

    [Fact]
    public async Task Read_OfManySymbols_AnswersInTheirOrder()
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch), Bench.Eth);
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch, symbol: Bench.Eth));

        var inputs = await InputReader.Create(bench.Context, Options).ReadAsync([Bench.Btc, Bench.Eth], default);

        Assert.Equal([(Bench.Btc, false), (Bench.Eth, true)], inputs.Select(one => (one.Symbol, one.Position is not null)));
    }

    private static async Task<SymbolInputs> ReadAsync(Bench bench, InputOptions options) =>
        Assert.Single(await InputReader.Create(bench.Context, options).ReadAsync([Bench.Btc], default));
}
