using System.Runtime.InteropServices;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>Who waits for which stream. Used under the engine's lock, except where said.</summary>
internal sealed class StreamWaits
{
    private readonly Dictionary<string, List<Wait>> _byStream = [];
    private int _waiting;

    public void Add(Wait wait)
    {
        foreach (var stream in wait.Streams)
            (CollectionsMarshal.GetValueRefOrAddDefault(_byStream, stream, out _) ??= []).Add(wait);
        _waiting++;
    }

    public void Remove(Wait wait)
    {
        foreach (var stream in wait.Streams)
        {
            if (_byStream.TryGetValue(stream, out var waits) && waits.Remove(wait) && waits.Count == 0)
                _byStream.Remove(stream);
        }

        _waiting--;
    }

    /// <summary>After an append. Costs one comparison while nobody waits, as in a replay.</summary>
    public void Announce(string stream)
    {
        if (_waiting == 0 || !_byStream.TryGetValue(stream, out var waits))
            return;
        foreach (var wait in waits)
            wait.TrySetResult(true);
    }

    /// <summary>Ends every wait with an error. Not under the lock.</summary>
    public void Fail(Lock gate, Exception failure)
    {
        lock (gate)
        {
            foreach (var waits in _byStream.Values)
            {
                foreach (var wait in waits)
                    wait.TrySetException(failure);
            }
        }
    }

    /// <summary>One call of a waiter. True: an entry came; false: the time is over. Continues elsewhere, never inside an append.</summary>
    internal sealed class Wait(IReadOnlyList<string> streams) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public IReadOnlyList<string> Streams { get; } = streams;
    }
}
