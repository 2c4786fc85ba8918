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

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Consumer Reader = new("bench", "bench");

    // Of any kind: nobody else reads this stream.
    private static readonly StreamKey<EntryRequestRecord> Stream = new("quantum:bench:hops");
    private static readonly EntryRequestRecord Entry = new("HOP", "HOP", PositionSide.Long, 1, StopPrice: null, 0);

    private readonly StreamWaiter _waiter = new([Stream.Name]);

    /// <returns>Milliseconds, in the order in which they were measured.</returns>
    public async Task<IReadOnlyList<double>> MeasureAsync(CancellationToken cancellation)
    {
        await bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.End, cancellation);
        var samples = new List<double>(Samples);
        for (var i = 0; i < WarmUp + Samples; i++)
        {
            var arrival = Task.Run(() => ArrivalAsync(cancellation), cancellation);
            await Task.Delay(Rest, time, cancellation);
            var started = time.GetTimestamp();
            await bus.AppendAsync(Stream, Entry, cancellation);
            var at = await arrival;
            if (i >= WarmUp)
                samples.Add(time.GetElapsedTime(started, at).TotalMilliseconds);
        }

        return samples;
    }

    private async Task<long> ArrivalAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var entries = await bus.ReadNewAsync(Stream, Reader, 1, cancellation);
            var now = time.GetTimestamp();
            if (entries.Count > 0)
            {
                await bus.AcknowledgeAsync(Stream.Name, Reader.Group, [.. entries.Select(entry => entry.Id)], cancellation);
                return now;
            }

            await bus.WaitAsync(_waiter, Patience, cancellation);
        }
    }
}
