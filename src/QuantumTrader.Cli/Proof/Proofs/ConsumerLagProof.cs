namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Nothing lies unread or unacknowledged.</summary>
internal sealed class ConsumerLagProof : IProof
{
    public string Name => "consumer lag 0";

    public string Question => "Has every reader of the chain been given all entries, and acknowledged them?";

    public string LookAt => Runbook.LagHigh;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation) =>
        Judge(await ConsumerReading.ReadAsync(subject.Engine.Bus, ChainConsumer.Of(subject.Options), cancellation));

    public static Finding Judge(IReadOnlyList<ConsumerReading> readings) => Finding.Of(
        [.. readings.Where(reading => !reading.IsUpToDate).Select(reading => reading.ToString())],
        $"{readings.Count} of {readings.Count} readers: lag 0, pending 0", "lag 0 and pending 0 of every reader",
        [.. readings.Select(reading => reading.ToString())]);
}
