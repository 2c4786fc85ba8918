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
    /// <summary>What follows from one entry is over by then, and does not stand in the way of the next.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);

    private const int RungsPerPosition = 3;
    private const decimal Quantity = 40;

    // Every act is judged beside these other positions.
    private const int OpenAtATime = 10;

    private readonly StreamObserver<VenueEventRecord> _observer = new(bus, Keys.VenueEvents, time);

    /// <summary>How many acts were awaited and did not come: the market state may have turned, or a gate refuses.</summary>
    public int Missing { get; private set; }

    public ValueTask StartAsync(CancellationToken cancellation) => _observer.StartAsync(cancellation);

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
            throw new BenchException($"{symbol}: the stop was not filled within {StreamObserver<VenueEventRecord>.Patience.TotalSeconds} s");
    }

    // Between two bars: the venue knows a price, and the position is part of the system when it moves.
    private async Task OpenAsync(string symbol, CancellationToken cancellation)
    {
        await market.DriftAsync(symbol, cancellation);
        await RestAsync(cancellation);
        var request = new EntryRequestRecord(symbol, symbol, PositionSide.Long, Quantity, StopPrice: null, time.GetUtcNow().ToUnixTimeMilliseconds());
        await bus.AppendAsync(Keys.PaperEntries, request, cancellation);
        if (await FillAsync(symbol, _ => true, cancellation) is null)
            throw new BenchException($"{symbol}: the position was not opened within {StreamObserver<VenueEventRecord>.Patience.TotalSeconds} s");
        await RestAsync(cancellation);
        await market.DriftAsync(symbol, cancellation);
    }

    private Task<long?> FillAsync(string symbol, Func<VenueEventRecord, bool> isMeant, CancellationToken cancellation) =>
        _observer.SeenAsync(happened => happened.Kind == VenueEventKind.Fill && happened.Symbol == symbol && isMeant(happened), cancellation);
}
