using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>A close that passed every gate: what is sent, what is refused, and what is told of it.</summary>
public sealed class CloseOrderTests
{
    [Theory]
    [InlineData(PositionSide.Long, 0.05, 0.05, OrderSide.Sell)]
    [InlineData(PositionSide.Short, 0.05, 0.05, OrderSide.Buy)]
    [InlineData(PositionSide.Long, 0.0259, 0.025, OrderSide.Sell)]
    [InlineData(PositionSide.Long, 7, 0.1, OrderSide.Sell)]
    public async Task Close_IsOneReduceOnlyOrder_FlooredToTheStep_NeverAboveThePosition(
        PositionSide side, double asked, double sent, OrderSide direction)
    {
        await using var bench = await ExecutionBench.OpenAsync(side);
        await bench.SendAsync(bench.Close((decimal)asked) with { Attempt = "7-0" });
        await bench.RunAsync();

        var request = bench.Venue.Placed[^1];
        Assert.Equal((direction, OrderType.Market, true, (decimal?)sent), (request.Side, request.Type, request.ReduceOnly, request.Quantity));
        Assert.Equal(ClientOrderId.Of(ExecutionBench.Plan, PlanStep.ClosePartial50), request.ClientOrderId);
        Assert.Equal((decimal)sent == ExecutionBench.Amount ? null : ExecutionBench.Amount - (decimal)sent, await bench.QuantityAsync());

        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((ExecutionBench.Plan, "trace", PlanDecision.Execute, true, false), (result.PlanId, result.TraceId, result.Decision, result.Executed, result.MayRetry));
        Assert.Null(result.Error);
        Assert.Equal("7-0", result.Attempt);
        var step = Assert.Single(result.Steps);
        Assert.Equal(("CLOSE_PARTIAL_50", "FILLED", (decimal?)sent, (decimal?)60_000m, true), (step.Step, step.Status, step.ExecutedQty, step.AvgPrice, step.ReduceOnly));
        Assert.Equal(0, await bench.PendingAsync());
    }

    public static TheoryData<string, bool, Func<ExecutionOrderRecord, ExecutionOrderRecord>> Refused => new()
    {
        { "order_stale", true, order => order with { SentMs = order.SentMs - 30_001 } },
        { "no_position", false, order => order with { Symbol = "ETHUSDT" } },
        { "permit_mismatch", false, order => order with { PositionSide = PositionSide.Short } },
        { "permit_mismatch", false, order => order with { PositionOpenedEpoch = order.PositionOpenedEpoch - 1 } },
        { "position_changed", true, order => order with { PositionAmount = 0.099m } },
        { "position_changed", true, order => order with { PositionAmount = -0.1m } },
        { "quantity_below_minimum", false, order => order with { Quantity = 0.0009m } },
        { "incomplete_order", false, order => order with { Quantity = null } },
        { "incomplete_order", false, order => order with { Quantity = 0 } },
        { "incomplete_order", false, order => order with { Step = PlanStep.Protect } },
        { "incomplete_order", false, order => order with { Step = PlanStep.UpdateSl, StopPrice = null } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Order_ThatDoesNotFit_IsNotSent_AndSaysWhy(string error, bool mayRetry, Func<ExecutionOrderRecord, ExecutionOrderRecord> change)
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var before = bench.Venue.Placed.Count;
        await bench.SendAsync(change(bench.Close(0.05m)));
        await bench.RunAsync();

        Assert.Equal(before, bench.Venue.Placed.Count);
        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((PlanDecision.Blocked, false, mayRetry, error), (result.Decision, result.Executed, result.MayRetry, result.Error));
        Assert.Equal("not_sent", Assert.Single(result.Steps).Status);
        Assert.Equal(0, await bench.PendingAsync());
        Assert.DoesNotContain(await bench.ExecutionsAsync(), execution => execution.PlanId is not null);
    }

    // The last moment counts: an order of exactly the greatest age goes.
    [Fact]
    public async Task Order_OfTheGreatestAge_IsSent()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var order = bench.Close(0.05m);
        await bench.SendAsync(order with { SentMs = order.SentMs - 30_000 });
        await bench.RunAsync();

        Assert.True(Assert.Single(await bench.ResultsAsync()).Executed);
    }

    // What an intent does not say is not compared.
    [Fact]
    public async Task Intent_NamesNoPosition_IsCappedByWhatThereIs_AndHasNoApplyResult()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.SendAsync(bench.Close(5, PlanStep.CloseQuantity, "corr-1") with { IsIntent = true, PositionOpenedEpoch = null, PositionAmount = null });
        await bench.RunAsync();

        Assert.Null(await bench.QuantityAsync());
        Assert.Empty(await bench.ResultsAsync());
        Assert.Equal(("FILLED", 0.1m), (await bench.ExecutionsAsync()).Where(execution => execution.PlanId == "corr-1").Select(one => (one.Status, one.Quantity)).Single());
    }

    [Fact]
    public async Task Intent_ThatIsNotSent_IsARejectedExecution()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        await bench.SendAsync(bench.Close(5, PlanStep.CloseQuantity, "corr-1") with { IsIntent = true, PositionSide = PositionSide.Short });
        await bench.RunAsync();

        Assert.Equal("REJECTED", (await bench.ExecutionsAsync()).Single(execution => execution.PlanId == "corr-1").Status);
        Assert.Equal(1, bench.Bench.Log.Count("PermitMismatch") + bench.Bench.Log.Count("permit_mismatch"));
    }

    // Liquidity for 0.02 of 0.1 at a time: five parts of 0.02 close 0.1; three parts leave 0.04.
    [Theory]
    [InlineData(5, 0.1, 5, 0.1, null)]
    [InlineData(3, 0.1, 3, 0.06, "partly_filled")]
    [InlineData(5, 0.03, 2, 0.03, null)]
    public async Task PartialFill_IsGoneOnWith_InPartsOfTheirOwnIds_UpToTheLimit(int maxParts, double asked, int parts, double closed, string? error)
    {
        await using var bench = await ExecutionBench.OpenAsync(options: Thin(maxParts));
        await OpenBigAsync(bench);
        await bench.SendAsync(bench.Close((decimal)asked));
        await bench.RunAsync();

        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((true, error, parts), (result.Executed, result.Error, result.Steps.Count));
        Assert.Equal((decimal)closed, result.Steps.Sum(step => step.ExecutedQty));
        Assert.Equal(
            Enumerable.Range(1, parts).Select(part => ClientOrderId.Of(ExecutionBench.Plan, PlanStep.ClosePartial50, part)),
            result.Steps.Select(step => step.ClientOrderId));
        Assert.Equal(ExecutionBench.Amount - (decimal)closed is > 0 and var left ? left : null, await bench.QuantityAsync());
        Assert.All(result.Steps, step => Assert.NotNull(bench.JournalAsync(step.ClientOrderId!).Result));
        Assert.Equal(parts - (error is null ? 1 : 0), (await bench.ExecutionsAsync()).Count(execution => execution is { PlanId: ExecutionBench.Plan, Status: "PARTIAL" }));
    }

    // A switch that is thrown between two parts stops the second.
    [Fact]
    public async Task KillSwitch_BetweenTwoParts_StopsTheRest()
    {
        await using var bench = await ExecutionBench.OpenAsync(options: Thin(5));
        await OpenBigAsync(bench);
        bench.Venue.Placing = order => bench.KillAsync(order.Type == OrderType.Market && order.ReduceOnly).GetAwaiter().GetResult();
        await bench.SendAsync(bench.Close(0.1m));
        await bench.RunAsync();

        var result = Assert.Single(await bench.ResultsAsync());
        Assert.Equal((PlanDecision.Execute, true, "kill_switch_active", false), (result.Decision, result.Executed, result.Error, result.MayRetry));
        Assert.Equal(0.08m, await bench.QuantityAsync());
    }

    [Fact]
    public async Task Journal_IsWrittenBeforeTheOrder_AndAfterTheAnswer()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var id = ClientOrderId.Of(ExecutionBench.Plan, PlanStep.ClosePartial50);
        JournalledOrder? atSending = null;
        bench.Venue.Placing = _ => atSending = bench.JournalAsync(id).GetAwaiter().GetResult();
        await bench.SendAsync(bench.Close(0.05m));
        await bench.RunAsync();

        Assert.Equal((JournalState.Sending, ExecutionBench.Plan, "CLOSE_PARTIAL_50", null), (atSending!.State, atSending.PlanId, atSending.Step, atSending.Report));
        var after = await bench.JournalAsync(id);
        Assert.Equal((JournalState.Known, OrderStatus.Filled), (after!.State, after.Report!.Status));
        Assert.Equal(TimeSpan.FromDays(7), await bench.Bench.LifeAsync(Keys.ExecutionJournal(id)));
    }

    // The same plan twice on the stream, as after a crash of apply: one order; each attempt gets its answer.
    [Fact]
    public async Task Plan_ThatComesTwice_IsCarriedOutOnce_AndAnsweredForEachAttempt()
    {
        await using var bench = await ExecutionBench.OpenAsync();
        var order = bench.Close(0.05m);
        await bench.SendAsync(order, order, order with { SentMs = order.SentMs + 5 });
        await bench.RunAsync();

        Assert.Equal(0.05m, await bench.QuantityAsync());
        var results = await bench.ResultsAsync();
        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.True(result.Executed));
        Assert.Equal(results[0].Steps, results[1].Steps);
    }

    internal static Pipeline.Execution.ExecutionOptions Thin(int maxParts) => new()
    {
        EntryNotionalUsd = 6000, EntryStopPct = 0.01m, PaperSlippageBps = 0, PaperTakerFeeBps = 0, PaperMaxFillUsd = 1200, MaxParts = maxParts,
    };

    // The entry has found liquidity for 0.02 only; the rest is bought like it.
    internal static async Task OpenBigAsync(ExecutionBench bench)
    {
        for (var part = 1; part < 5; part++)
            await bench.Venue.PlaceAsync(new(Hosting.Bench.Btc, $"more-{part}", OrderSide.Buy, OrderType.Market, 0.02m));
        Assert.Equal(ExecutionBench.Amount, await bench.QuantityAsync());
        await bench.PlayAsync(ExecutionBench.Entry);
    }
}
