using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>
/// The position that the newest execution entry of a symbol tells of, for set-ups without a position-state stage. It knows one fill, not the sum of
/// them; an entry that realised profit closed something and stands for no position.
/// </summary>
public sealed class ExecutionPositions(IStateStore store, IStreamBus bus)
{
    // The newest entry of a symbol is looked for among this many.
    private const int Searched = 500;

    /// <summary>The entries in which positions are looked for, newest first: read once for all the symbols of a cycle.</summary>
    public ValueTask<IReadOnlyList<StreamEntry<ExecutionResultRecord>>> NewestAsync(CancellationToken cancellation) =>
        bus.ReadNewestAsync(Keys.ExecutionResults, Searched, cancellation);

    public async ValueTask<PositionReading> FindAsync(
        string symbol, IReadOnlyList<StreamEntry<ExecutionResultRecord>> newest, CancellationToken cancellation)
    {
        foreach (var entry in newest)
        {
            if (entry.Record.Error is { } error)
                return PositionReading.Unreadable(error.ToString());
            var execution = entry.Record.Value!;
            if (execution.Symbol != symbol || !execution.IsFilled)
                continue;
            if (execution.PlanId is not null || execution.RealizedPnl is not (null or 0) || execution.Price is null)
                return PositionReading.None;
            return await MarkAsync(execution, cancellation);
        }

        return PositionReading.None;
    }

    private async ValueTask<PositionReading> MarkAsync(ExecutionResultRecord execution, CancellationToken cancellation)
    {
        var key = Keys.Ticker(execution.Symbol);
        var ticker = await store.GetAsync(key, cancellation);
        if (ticker.Error is { } error)
            return PositionReading.Unreadable(error.ToString());
        if (ticker.Value is not { } mark)
            return PositionReading.Unreadable($"{key}: no price for the position of {execution.Symbol}");

        const long MillisecondsPerSecond = 1000;
        var entry = execution.EntryPrice ?? execution.Price!.Value;
        var side = execution.Side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short;
        var gain = side == PositionSide.Long ? mark.Price - entry : entry - mark.Price;
        var asOf = mark.TimeMs / MillisecondsPerSecond;
        var snapshot = new PositionSnapshot(
            execution.Symbol, side, (double)execution.Quantity, (double)entry, (double)mark.Price,
            (double)Math.Max(entry, mark.Price), (double)Math.Min(entry, mark.Price), Math.Max(0, asOf - execution.Timestamp),
            (double)(gain * execution.Quantity), (double?)execution.StopLoss, (double?)execution.TakeProfit);
        return PositionReading.Of(new PositionInput(
            snapshot, execution.Timestamp, asOf, Domain.Provenances.Combine(execution.Source, mark.Source)));
    }
}
