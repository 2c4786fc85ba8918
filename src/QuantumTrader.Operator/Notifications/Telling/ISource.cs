namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>A stream that the notifier follows.</summary>
internal interface ISource
{
    string Stream { get; }

    ValueTask StartAsync(CancellationToken cancellation);

    /// <summary>Takes what there is, at most one batch.</summary>
    ValueTask<int> TakeAsync(CancellationToken cancellation);

    /// <summary>What the taken entries say to people, and when each was written, Unix milliseconds.</summary>
    IEnumerable<(Notification News, long WrittenMs)> Tell();

    ValueTask AcknowledgeAsync(CancellationToken cancellation);

    void Abandon();
}
