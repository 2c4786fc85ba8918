using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>The intent that is being routed, and how far that has come: when the engine is lost it is delivered again, and goes on from there.</summary>
internal sealed class IntentInHand(StreamId entry, ReceivedIntent received)
{
    public StreamId Entry { get; } = entry;

    public ReceivedIntent Received { get; } = received;

    /// <summary>Why it is refused. Not judged again: what was denied for want of the state stays denied when the state is back.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>The windows have it.</summary>
    public bool IsCounted { get; set; }

    /// <summary>What follows from it has been written.</summary>
    public bool IsSent { get; set; }

    /// <summary>Safe mode has been set for it.</summary>
    public bool HasTripped { get; set; }

    /// <summary>The refusal has been published.</summary>
    public bool IsRefused { get; set; }
}
