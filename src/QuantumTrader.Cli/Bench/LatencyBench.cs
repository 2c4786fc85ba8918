using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Bench;

/// <summary>
/// Measures the way from a price that makes an act due to the fill of its order: one bar at a time, each on a system that has come to rest. The clock starts before the bar is
/// written and stops when another reader sees the fill, so that it counts one hop more than the way itself.
/// </summary>
internal sealed class LatencyBench(IStreamBus bus, BenchMarket market, TimeProvider time)
{
    private const int RungsPerPosition = 3;
    private const decimal Quantity = 40;

    // Every act is judged beside these other positions.
    private const int OpenAtATime = 10;

    // An act that has not come by then does not come: the market state may have turned, or a gate refuses.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // What follows from one act is over by then, and does not stand in the way of the next.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);

    private static readonly Consumer Observer = new("bench", "bench");
    private readonly StreamWaiter _waiter = new([Keys.VenueEvents.Name]);

    /// <summary>How many acts were awaited and did not come.</summary>
    public int Missing { get; private set; }

    public ValueTask StartAsync(CancellationToken cancellation) =>
        bus.CreateGroupAsync(Keys.VenueEvents.Name, Observer.Group, GroupStart.End, cancellation);

    /// <param name="warmUp">Symbols that are played and not counted, so that nothing is compiled on the way.</param>
    /// <returns>Milliseconds, in the order in which they were measured.</returns>
    public async Task<IReadOnlyList<double>> MeasureAsync(int warmUp, CancellationToken cancellation)
    {
        var samples = new List<double>();
        for (var i = 0; i < market.Symbols.Count; i++)
        {
            var symbol = market.Symbols[i];
            if (i >= OpenAtATime)
                await CloseAsync(market.Symbols[i - OpenAtATime], cancellation);
            await OpenAsync(symbol, cancellation);
            for (var rung = 0; rung < RungsPerPosition; rung++)
            {
                await RestAsync(cancellation);
                var started = time.GetTimestamp();
                await market.JumpAsync(symbol, cancellation);
                var filled = await FillAsync(symbol, fill => fill.PlanId is not null, cancellation);
                if (i < warmUp)
                    continue;
                if (filled is { } at)
                    samples.Add(time.GetElapsedTime(started, at).TotalMilliseconds);
                else
                    Missing++;
            }
        }

        return samples;
    }

    private async Task RestAsync(CancellationToken cancellation) => await Task.Delay(Rest, time, cancellation);

    // The fall takes the position's stop with it.
    private async Task CloseAsync(string symbol, CancellationToken cancellation)
    {
        await RestAsync(cancellation);
        await market.FallAsync(symbol, cancellation);
        if (await FillAsync(symbol, _ => true, cancellation) is null)
            throw new BenchException($"{symbol}: the stop was not filled within {Patience.TotalSeconds} s");
    }

    // Between two bars: the venue knows a price, and the position is part of the system when it moves.
    private async Task OpenAsync(string symbol, CancellationToken cancellation)
    {
        await market.DriftAsync(symbol, cancellation);
        await RestAsync(cancellation);
        var request = new EntryRequestRecord(symbol, symbol, PositionSide.Long, Quantity, StopPrice: null, time.GetUtcNow().ToUnixTimeMilliseconds());
        await bus.AppendAsync(Keys.PaperEntries, request, cancellation);
        if (await FillAsync(symbol, _ => true, cancellation) is null)
            throw new BenchException($"{symbol}: the position was not opened within {Patience.TotalSeconds} s");
        await RestAsync(cancellation);
        await market.DriftAsync(symbol, cancellation);
    }

    private async Task<long?> FillAsync(string symbol, Func<VenueEventRecord, bool> isMeant, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Patience)
        {
            var entries = await bus.ReadNewAsync(Keys.VenueEvents, Observer, 1000, cancellation);
            var now = time.GetTimestamp();
            if (entries.Count > 0)
                await bus.AcknowledgeAsync(Keys.VenueEvents.Name, Observer.Group, [.. entries.Select(entry => entry.Id)], cancellation);
            if (entries.Any(entry => entry.Record.Value is { Kind: VenueEventKind.Fill } fill && fill.Symbol == symbol && isMeant(fill)))
                return now;
            if (entries.Count == 0)
                await bus.WaitAsync(_waiter, Patience, cancellation);
        }

        return null;
    }
}
