using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Inputs;

public sealed class PositionSourceTests
{
    // Contract section 3: entry, price, peak, trough, profit, stop, target.
    [Theory]
    [InlineData("BTCUSDT", 100, 105, 106, 98, 5, 98, 110)]
    [InlineData("1000BTCUSD", 100, 105, 106, 98, 5, 98, 110)]
    [InlineData("ETHUSDT", 50, 52.5, 53, 49, 2.5, 49, 55)]
    public async Task Synthetic_IsAsTheContractSays(
        string symbol, double entry, double price, double peak, double trough, double profit, double stop, double target)
    {
        await using var bench = new Bench();

        var position = (await ReadAsync(bench, PositionSource.Synthetic, symbol)).Position!;

        var snapshot = position.Snapshot;
        double[] expected = [1, entry, price, peak, trough, 3600, profit, stop, target];
        double[] found =
        [
            snapshot.Quantity, snapshot.EntryPrice, snapshot.CurrentPrice, snapshot.PeakPrice, snapshot.TroughPrice, snapshot.AgeSec,
            snapshot.UnrealizedPnl, snapshot.CurrentSl!.Value, snapshot.CurrentTp!.Value,
        ];
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal((PositionSide.Long, Provenance.Synthetic, bench.NowEpoch), (snapshot.Side, position.Source, position.InputsEpoch));
    }

    [Fact]
    public async Task Synthetic_WithoutMarketState_BringsItsOwn_ReproducibleAndMarked()
    {
        await using var bench = new Bench();
        await using var other = new Bench();

        var inputs = await ReadInputsAsync(bench);

        Assert.Null(inputs.Problem);
        Assert.Equal(Provenance.Synthetic, inputs.Source);
        Assert.Equal(inputs.Market, (await ReadInputsAsync(other)).Market);

        static async Task<SymbolInputs> ReadInputsAsync(Bench bench) => Assert.Single(
            await InputReader.Create(bench.Context, OptionsOf(PositionSource.Synthetic)).ReadAsync([Bench.Btc], default));
    }

    // Where the position was found: the hash, the executions, made up, nowhere.
    [Theory]
    [InlineData(true, true, true, Provenance.Paper)]
    [InlineData(false, true, true, Provenance.Replay)]
    [InlineData(false, false, true, Provenance.Synthetic)]
    [InlineData(false, false, false, null)]
    public async Task Auto_TriesHashThenExecutionsThenSyntheticIfAllowed(bool inHash, bool inStream, bool allowSynthetic, Provenance? expected)
    {
        await using var bench = new Bench();
        if (inHash)
            await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(bench.NowEpoch));
        if (inStream)
            await ExecuteAsync(bench, Given.Execution(OrderSide.Buy, source: Provenance.Replay));

        var found = await ReadAsync(bench, PositionSource.Auto, allowSynthetic: allowSynthetic);

        Assert.Equal(expected, found.Position?.Source);
        Assert.Null(found.Problem);
    }

    // A position that is known to be flat is not looked for anywhere else.
    [Fact]
    public async Task Auto_WithAFlatHash_IsNoPosition()
    {
        await using var bench = new Bench();
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Flat(bench.NowEpoch));
        await ExecuteAsync(bench, Given.Execution(OrderSide.Buy));

        Assert.Equal(PositionReading.None, await ReadAsync(bench, PositionSource.Auto, allowSynthetic: true));
    }

    [Theory]
    [InlineData(PositionSource.RedisHash)]
    [InlineData(PositionSource.RedisStream)]
    public async Task AllowSynthetic_CountsForAutoOnly(PositionSource source)
    {
        await using var bench = new Bench();

        Assert.Equal(PositionReading.None, await ReadAsync(bench, source, allowSynthetic: true));
    }

    [Theory]
    [InlineData(OrderSide.Buy, PositionSide.Long, 20)]
    [InlineData(OrderSide.Sell, PositionSide.Short, -20)]
    public async Task Executions_TheNewestFilledEntryOfTheSymbolIsThePosition(OrderSide side, PositionSide expected, double profit)
    {
        await using var bench = new Bench();
        await ExecuteAsync(
            bench, Given.Execution(OrderSide.Buy, 70), Given.Execution(side), Given.Execution(side, 80, symbol: Bench.Eth),
            Given.Execution(side, 60, status: "REJECTED"));

        var position = (await ReadAsync(bench, PositionSource.RedisStream)).Position!;

        Assert.Equal(
            new PositionSnapshot(Bench.Btc, expected, 2, 100, 110, 110, 100, 600, profit, 95, 120), position.Snapshot);
        Assert.Equal((bench.NowEpoch - 600, bench.NowEpoch, Provenance.Paper), (position.OpenedEpoch, position.InputsEpoch, position.Source));
    }

    [Theory]
    [InlineData(12.5, false)]
    [InlineData(-3.0, false)]
    [InlineData(0.0, true)]
    [InlineData(null, true)]
    public async Task Executions_OneThatRealisedProfitStandsForNoPosition(double? realized, bool expected)
    {
        await using var bench = new Bench();
        await ExecuteAsync(bench, Given.Execution(OrderSide.Buy), Given.Execution(OrderSide.Sell, realized: (decimal?)realized));

        Assert.Equal(expected, (await ReadAsync(bench, PositionSource.RedisStream)).Position is not null);
    }

    [Fact]
    public async Task Executions_WithoutAPrice_AreAProblemAndNoGuess()
    {
        await using var bench = new Bench();
        await bench.AppendAsync(Keys.ExecutionResults, Given.Execution(OrderSide.Buy));

        var found = await ReadAsync(bench, PositionSource.Auto, allowSynthetic: true);

        Assert.Equal(InputProblem.PositionUnreadable, found.Problem);
        Assert.Contains("quantum:ticker:BTCUSDT: no price", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executions_AnUnreadableEntry_IsAProblem()
    {
        await using var bench = new Bench();
        await ExecuteAsync(bench, Given.Execution(OrderSide.Buy));
        await bench.AppendAsync(
            new StreamKey<RawFields>(Keys.ExecutionResults.Name), RawFields.Of(Given.Execution(OrderSide.Buy), "price", "text"));

        Assert.Equal(InputProblem.PositionUnreadable, (await ReadAsync(bench, PositionSource.RedisStream)).Problem);
    }

    private static async Task ExecuteAsync(Bench bench, params ExecutionResultRecord[] executions)
    {
        foreach (var execution in executions)
            await bench.AppendAsync(Keys.ExecutionResults, execution);
        await bench.SetAsync(Keys.Ticker(Bench.Btc), new TickerRecord(110, null, null, bench.NowEpoch * 1000, Provenance.Paper));
    }

    private static async Task<PositionReading> ReadAsync(
        Bench bench, PositionSource source, string symbol = Bench.Btc, bool allowSynthetic = false)
    {
        var executions = new ExecutionPositions(bench.Context.Store, bench.Context.Bus);
        var options = OptionsOf(source) with { AllowSynthetic = allowSynthetic };
        return Assert.Single(await new PositionReader(bench.Context.Store, executions, options, bench.Clock).ReadAsync([symbol], default));
    }

    private static InputOptions OptionsOf(PositionSource source) => new(Keys.MarketStatePrefix, source, AllowSynthetic: false, 180, 120);
}
