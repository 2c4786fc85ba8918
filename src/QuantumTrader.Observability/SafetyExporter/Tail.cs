using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>The newest entries of a stream, and which of them have come since the last look. What stood there before the first look is not new: an exporter that restarts counts nothing twice.</summary>
internal sealed class Tail(IStreamBus bus, string stream, int longest)
{
    private readonly StreamKey<LooseFields> _key = new(stream);
    private StreamId? _seen;

    public async ValueTask<(IReadOnlyList<StreamEntry<LooseFields>> Newest, int Fresh)> ReadAsync(CancellationToken cancellation)
    {
        var newest = await bus.ReadNewestAsync(_key, longest, cancellation);
        var fresh = _seen is { } seen ? newest.TakeWhile(entry => entry.Id.CompareTo(seen) > 0).Count() : 0;
        _seen = newest.Count > 0 ? newest[0].Id : _seen ?? StreamId.Zero;
        return (newest, fresh);
    }
}
