using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging;

/// <summary>One host's place in the streams that it waits on. Used by one thread at a time; the engines keep their marks in it.</summary>
public sealed class StreamWaiter(IReadOnlyList<string> streams)
{
    public IReadOnlyList<string> Streams { get; } = streams;

    /// <summary>The newest id seen in each stream, in the order of <see cref="Streams"/>; null before the first wait.</summary>
    internal StreamId[]? Seen { get; set; }
}
