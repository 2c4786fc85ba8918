using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Simulation.Tests;

/// <summary>What stands in an engine when a run is over, and whether it agrees with itself.</summary>
internal sealed class EngineView(IEngine engine)
{
    public const string Idle = ": 0 pending, lag 0";

    /// <summary>Every stream between two stages.</summary>
    public static IReadOnlyList<string> Streams { get; } =
    [
        Keys.TradeIntents.Name, Keys.RejectedIntents.Name, Keys.ExecutionResults.Name, Keys.PaperEntries.Name, Keys.Klines.Name, Keys.VenueEvents.Name, Keys.MarketStates.Name, Keys.PositionSnapshots.Name,
        Keys.RiskProposals.Name, Keys.HarvestProposalStream, Keys.Calibrated.Name, Keys.Plans.Name, Keys.PermitNotices.Name, Keys.ExecutionOrders.Name,
        Keys.ApplyResults.Name,
    ];

    /// <summary>What the venue said last; null before its first word.</summary>
    public async Task<VenueAccount?> AccountAsync() => (await engine.Store.GetAsync(VenueDocuments.Account)).Value?.Account;

    public async Task<IReadOnlyList<T>> EntriesAsync<T>(StreamKey<T> stream)
        where T : class, IWireRecord<T> =>
        [.. (await engine.Bus.ReadNewestAsync(stream, int.MaxValue)).Reverse().Select(entry => entry.Record.Value ?? throw new InvalidDataException($"{entry.Record.Error}"))];

    /// <summary>Every fill at the venue, in order. One may be told twice; its trade id says so. What a restart booked from the account has no order.</summary>
    public async Task<IReadOnlyList<VenueEventRecord>> FillsAsync() =>
        [.. (await EntriesAsync(Keys.VenueEvents)).Where(happened => happened is { Kind: VenueEventKind.Fill, OrderId: not null }).DistinctBy(fill => fill.TradeId)];

    /// <summary>How far every group of every stream is; who has finished ends with <see cref="Idle"/>.</summary>
    public async Task<IReadOnlyList<string>> GroupsAsync() =>
        [.. (await ReadGroupsAsync()).Select(one => $"{NameOf(one)} at {one.Status.LastDelivered}: {one.Status.Pending} pending, lag {one.Status.Lag}")];

    public async Task<IReadOnlyList<string>> GroupNamesAsync() => [.. (await ReadGroupsAsync()).Select(NameOf)];

    /// <summary>Open positions that have not exactly one stop at the venue.</summary>
    public async Task<IReadOnlyList<string>> UnprotectedAsync() => await AccountAsync() is not { } account ? [] :
    [
        .. from position in account.Positions
           let stops = account.OpenOrders.Count(order => order.Request.Symbol == position.Symbol && order.Request.StopPrice is not null)
           where stops != 1
           select $"{position.Symbol} has {stops} resting stops",
    ];

    /// <summary>Ledgers that say something else than the venue.</summary>
    public async Task<IReadOnlyList<string>> LedgersOffAsync()
    {
        if (await AccountAsync() is not { } account)
            return [];
        var off = new List<string>();
        foreach (var symbol in account.Marks.Keys)
        {
            var amount = account.Positions.Where(position => position.Symbol == symbol)
                .Sum(position => position.Side == PositionSide.Long ? position.Quantity : -position.Quantity);
            var ledger = (await engine.Store.GetAsync(Keys.Ledger(symbol))).Value?.LastKnownAmount ?? 0;
            if (amount != ledger)
                off.Add($"{symbol}: the venue has {amount}, the ledger {ledger}");
        }

        return off;
    }

    /// <summary>What is wrong with it; empty: no order twice, none without its result, the ledgers are what the venue says, and nothing is left in the streams.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync()
    {
        var wrong = (await GroupsAsync()).Where(group => !group.EndsWith(Idle, StringComparison.Ordinal)).ToList();
        foreach (var stream in Streams)
        {
            if (await engine.Bus.GetLengthAsync(StreamKey.DeadLettersOf(stream)) is > 0 and var dead)
                wrong.Add($"{stream}: {dead} dead letters");
        }

        wrong.AddRange(await LedgersOffAsync());
        await CompareOrdersAsync(wrong);
        return wrong;
    }

    private static string NameOf((string Stream, GroupStatus Status) one) => $"{one.Status.Group} of {one.Stream}";

    private async Task<IEnumerable<(string Stream, GroupStatus Status)>> ReadGroupsAsync()
    {
        var reads = Streams.Select(async stream => (Stream: stream, Groups: await engine.Bus.GetGroupsAsync(stream))).ToList();
        return (await Task.WhenAll(reads)).SelectMany(read => read.Groups, (read, status) => (read.Stream, status));
    }

    private async Task CompareOrdersAsync(List<string> wrong)
    {
        var results = await EntriesAsync(Keys.ApplyResults);
        var sent = (await EntriesAsync(Keys.ExecutionOrders)).Where(order => !order.IsIntent).Select(order => order.PlanId).ToHashSet();
        wrong.AddRange(sent.Except(results.Select(result => result.PlanId)).Select(plan => $"plan {plan} was sent and has no result"));

        var events = await EntriesAsync(Keys.VenueEvents);
        var orders = events
            .Where(happened => happened is { Kind: VenueEventKind.Order, Status: OrderStatus.New })
            .Select(happened => (happened.ClientOrderId, happened.OrderId)).Distinct().ToLookup(order => order.ClientOrderId);
        wrong.AddRange(orders.Where(same => same.Count() > 1).Select(same => $"order {same.Key} was placed {same.Count()} times"));
        wrong.AddRange(results.Where(result => result.Executed).SelectMany(result => result.Steps)
            .Where(step => !orders.Contains(step.ClientOrderId)).Select(step =>
                $"order {step.ClientOrderId} ({step}) is executed and was never placed: {string.Join("; ", events.Where(happened => happened.ClientOrderId == step.ClientOrderId))}"));
    }
}
