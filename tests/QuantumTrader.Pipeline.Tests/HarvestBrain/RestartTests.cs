using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

public sealed class RestartTests
{
    [Fact]
    public async Task RestartBetweenRungs_GoesOnWhereItStopped()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        bench.Pass(3600);
        stage = await Brains.StartAsync(bench);

        Assert.Equal(1, stage.Metrics.Positions.Value());
        await Brains.PriceAsync(bench, stage, 3350, 3400);
        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R", "close 0.25 at 1 R"], await Brains.TextsAsync(bench));
    }

    // The fill that closed the position comes again after its ledger was written: it must not open a short.
    [Fact]
    public async Task ClosingFill_ThatIsDeliveredAgain_IsInTheLedger()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        await Brains.FillAsync(bench, side: "SELL", price: "3310", stop: null);
        bench.Faults.Before("acknowledge", Keys.ExecutionResults.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        stage = await Brains.StartAsync(bench);
        await Bench.RunAsync(stage);

        Assert.Equal(0, stage.Metrics.Positions.Value());
    }

    public static TheoryData<string, string, int, bool, bool, bool> Boundaries()
    {
        var data = new TheoryData<string, string, int, bool, bool, bool>();
        foreach (var (operation, name, live) in new[]
        {
            ("absent", "quantum:dedup:harvest:ETHUSDT:HARVEST_PARTIAL:0.5:" + Bench.StartEpoch, false), ("append", Keys.HarvestSuggestions.Name, false), ("append", Keys.TradeIntents.Name, true),
            ("add", Keys.HarvestHistory(Bench.Eth).Name, false), ("set", Keys.HarvestLedger(Bench.Eth), false), ("acknowledge", Keys.ExecutionResults.Name, false),
        })
        {
            for (var occurrence = 1; occurrence <= 2; occurrence++)
            {
                foreach (var carriedOut in (bool[])[false, true])
                {
                    data.Add(operation, name, occurrence, carriedOut, live, false);
                    data.Add(operation, name, occurrence, carriedOut, live, true);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task LossAtAnyWrite_NoActIsLost_NoneIsAskedForTwice(string operation, string name, int occurrence, bool carriedOut, bool live, bool restarts)
    {
        await using var bench = new Bench();
        var options = live ? Brains.Live : new HarvestBrainOptions();
        var stage = await Brains.StartAsync(bench, options);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        bench.Faults.At(operation, name, carriedOut, occurrence);
        var lost = false;
        foreach (var price in (decimal[])[3350, 3400, 3400, 3450, 3450])
        {
            await Brains.PricesAsync(bench, price);
            try
            {
                await Bench.RunAsync(stage);
            }
            catch (EngineUnavailableException)
            {
                lost = true;
                if (restarts)
                    stage = await Brains.StartAsync(bench, options);
            }
        }

        bench.Pass(11);
        await Bench.RunAsync(stage);
        await Brains.PriceAsync(bench, stage, 3450);
        Assert.True(lost || occurrence == 2);
        var acts = live ? await Brains.IntentsAsync(bench) : await Brains.SuggestedAsync(bench);
        string[] due = ["HARVEST_PARTIAL:0.5:0", "HARVEST_PARTIAL:1.0:0", "HARVEST_PARTIAL:1.5:0", "MOVE_SL_BREAKEVEN:0.5:0"];
        Assert.Equal(due, acts.Select(act => string.Join(':', act.CorrelationId.Split(':')[4..])).Order(StringComparer.Ordinal));
        Assert.All(await bench.GroupsAsync(Keys.ExecutionResults.Name), group => Assert.Equal((0, 0L), (group.Pending, group.Lag)));
        Assert.Equal([0.25m, 0.25m, 0.25m], (await Brains.LedgerAsync(bench))!.Position!.Taken.Select(rung => rung.Asked));
    }

    // Fills, then a dead group: the ledger is gone with the rest of the store, and the stream tells it all again.
    [Fact]
    public async Task PositionIsRebuiltFromTheStream_WhenTheLedgerIsGone()
    {
        await using var bench = new Bench();
        await Brains.FillAsync(bench, qty: "2");
        await Brains.FillAsync(bench, side: "SELL", qty: "0.5", price: "3320", stop: null);
        var stage = await Brains.StartAsync(bench);
        await Bench.RunAsync(stage);

        var position = (await Brains.LedgerAsync(bench))!.Position!;
        Assert.Equal((1.5m, 2m, 3300m, 3200m), (position.Quantity, position.OriginalQuantity, position.EntryPrice, position.StopLoss));
    }
}
