using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Tests.JournalWriter;

// Writes the numbers 1, 2, 3 ... to a stream and to a hash of the data directory given, and prints each one once both writes of it are
// acknowledged; until it is killed. Many writes are under way at once, so that a kill hits batches of several records.
const int UnderWay = 32;

await using var engine = EmbeddedEngine.Open(
    new EmbeddedOptions { DataDirectory = args[0], Fsync = FsyncPolicy.Always, CompactionThresholdBytes = long.Parse(args[1]) }, TimeProvider.System);
var stream = new StreamKey<Numbered>(Numbered.Stream, int.MaxValue);
var writes = new Queue<(long Number, Task Stored)>();
for (var number = 1L; ; number++)
{
    var record = new Numbered(number);
    var append = engine.Bus.AppendAsync(stream, record).AsTask();
    var set = engine.Store.SetAsync(new HashKey<Numbered>(Numbered.Hash), record, timeToLive: null).AsTask();
    writes.Enqueue((number, Task.WhenAll(append, set)));

    // Printed as soon as it is acknowledged, so that an acknowledgement given too early is caught by the kill.
    while (writes.TryPeek(out var oldest) && (oldest.Stored.IsCompleted || writes.Count >= UnderWay))
    {
        await oldest.Stored;
        Console.Out.WriteLine(oldest.Number);
        writes.Dequeue();
    }
}
