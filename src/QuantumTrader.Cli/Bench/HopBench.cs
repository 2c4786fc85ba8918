using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Bench;

/// <summary>
/// Measures one bare hop: from before an entry is written until a reader that was waiting for it has it in hand, on a system that has come to rest. It is what the machine and the
/// engine cost alone, and thus the unit in which a way of several hops can be compared between machines.
/// </summary>
internal sealed class HopBench(IStreamBus bus, TimeProvider time)
{
    private const int WarmUp = 50;
    private const int Samples = 200;

    // Of any kind: nobody else reads this stream.
    private static readonly StreamKey<EntryRequestRecord> Stream = new("quantum:bench:hops");
    private static readonly EntryRequestRecord Entry = new("HOP", "HOP", PositionSide.Long, 1, StopPrice: null, 0);

    private readonly StreamObserver<EntryRequestRecord> _observer = new(bus, Stream, time);

    /// <returns>Milliseconds, in the order in which they were measured.</returns>
    public async Task<IReadOnlyList<double>> MeasureAsync(CancellationToken cancellation)
    {
        await _observer.StartAsync(cancellation);
        var samples = new List<double>(Samples);
        for (var i = 0; i < WarmUp + Samples; i++)
        {
            var arrival = Task.Run(() => _observer.SeenAsync(_ => true, cancellation), cancellation);
            await Task.Delay(LatencyBench.Rest, time, cancellation);
            var started = time.GetTimestamp();
            await bus.AppendAsync(Stream, Entry, cancellation);
            var at = await arrival ?? throw new BenchException($"an entry of {Stream} did not reach its reader");
            if (i >= WarmUp)
                samples.Add(time.GetElapsedTime(started, at).TotalMilliseconds);
        }

        return samples;
    }
}
