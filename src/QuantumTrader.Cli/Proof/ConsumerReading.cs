using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Observability;

namespace QuantumTrader.Cli.Proof;

/// <summary>How far one reader of the chain is.</summary>
/// <param name="Status">Null: the group is not there, so that its stage has never started.</param>
/// <param name="NewestMs">When the newest entry of the stream was written, Unix milliseconds; null: it has none.</param>
internal sealed record ConsumerReading(ChainConsumer Consumer, GroupStatus? Status, long? NewestMs)
{
    /// <summary>Entries not yet delivered. Where the server cannot count them, 0 when the newest has been.</summary>
    public long? Lag => Status is not { } status ? null
        : status.Lag ?? (NewestMs is null || status.LastDelivered.Milliseconds >= NewestMs ? 0 : null);

    public bool IsUpToDate => Lag == 0 && Status is { Pending: 0 };

    public override string ToString() =>
        $"{Consumer.Group} of {Consumer.Stream}: {(Status is { } status ? $"lag {(Lag is { } lag ? $"{lag}" : "not known")}, pending {status.Pending}" : "there is no such group")}";

    /// <summary>All of them, each stream looked at once.</summary>
    public static async Task<IReadOnlyList<ConsumerReading>> ReadAsync(IStreamBus bus, IReadOnlyList<ChainConsumer> consumers, CancellationToken cancellation)
    {
        var looks = consumers.Select(one => one.Stream).Distinct(StringComparer.Ordinal)
            .ToDictionary(stream => stream, stream => StreamLook.AtAsync(bus, stream, cancellation), StringComparer.Ordinal);
        await Task.WhenAll(looks.Values);
        var found = new List<ConsumerReading>();
        foreach (var consumer in consumers)
        {
            var look = await looks[consumer.Stream];
            var index = look.Groups.ToList().FindIndex(group => group.Group == consumer.Group);
            found.Add(new ConsumerReading(consumer, index < 0 ? null : look.Groups[index], look.NewestMs));
        }

        return found;
    }
}
