using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

/// <summary>
/// What every engine does, whatever stands behind it. A subclass says how to open the engine and how time passes for it; the topics are
/// in the files <c>EngineContract.*.cs</c>.
/// </summary>
public abstract partial class EngineContract
{
    /// <summary>A life or an idle time that a test lets go by.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(40);

    /// <summary>One that no test lives to see the end of.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>A call that hangs becomes a failure.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static int _keys;

    /// <summary>An engine that the test disposes. It may hold what other tests wrote: names are never used twice.</summary>
    protected abstract ValueTask<IEngine> OpenAsync();

    /// <summary>Returns when at least this much time has passed for the engine.</summary>
    protected abstract ValueTask PassTimeAsync(TimeSpan time);

    private static string NewKey() => $"contract:{Interlocked.Increment(ref _keys)}";

    private static HashKey<Sample> NewHash() => new(NewKey());

    private static StreamKey<Sample> NewStream(int maxLength = StreamKey.DefaultMaxLength) => new(NewKey(), maxLength);

    private static async Task<StreamId[]> AppendAsync(IEngine engine, StreamKey<Sample> stream, int count)
    {
        var ids = new StreamId[count];
        for (var i = 0; i < count; i++)
            ids[i] = await engine.Bus.AppendAsync(stream, Sample.Numbered(i));
        return ids;
    }

    private static StreamId[] IdsOf(IEnumerable<StreamEntry<Sample>> entries) => [.. entries.Select(entry => entry.Id)];
}
