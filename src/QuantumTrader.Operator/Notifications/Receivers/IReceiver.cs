using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>Somebody who is told.</summary>
public interface IReceiver : IDisposable
{
    /// <summary>As in metrics and logs.</summary>
    string Name { get; }

    /// <summary>Events that one message may carry.</summary>
    int MostEvents { get; }

    /// <summary>It can tell by the message's id that it has it already, so that a message of unknown fate may be sent again.</summary>
    bool RecognisesRepeats { get; }

    /// <summary>One try. Whatever goes wrong is in the answer.</summary>
    /// <exception cref="OperationCanceledException">The caller gave it up.</exception>
    Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}
