using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>Where the chain stands still: how long the streams are, how new their newest entries are, and how far each group is behind.</summary>
internal sealed class StreamFigures(MetricSet metrics, IStreamBus bus, string proposalStream, MalformedCounter malformed)
{
    private const double MillisecondsPerSecond = 1000;

    // The chain; then what comes in from outside, and what is told of.
    private readonly string[] _streams =
    [
        .. ChainStream.InOrder(proposalStream).Select(stream => stream.Name),
        Keys.TradeIntents.Name, Keys.RejectedIntents.Name, Keys.SafetyFaults.Name, Keys.PaperEntries.Name, Keys.GovernorEvents.Name, Keys.OperatorJournal.Name,
    ];

    private readonly GaugeFamily _length = new(metrics, "quantum_stream_length", "Entries of the stream.", "stream");
    private readonly GaugeFamily _dead = new(metrics, "quantum_stream_dead_letters", "Entries of the stream's dead letters.", "stream");
    private readonly GaugeFamily _newest = new(
        metrics, "quantum_stream_newest_timestamp_seconds", "When the newest entry was written, Unix seconds; no series for an empty stream.", "stream");
    private readonly GaugeFamily _lag = new(metrics, "quantum_stream_group_lag_entries", "Entries not yet given to the group.", "stream", "group");
    private readonly GaugeFamily _pending = new(
        metrics, "quantum_stream_group_pending_entries", "Entries given to the group and not yet acknowledged.", "stream", "group");

    public async ValueTask SampleAsync(CancellationToken cancellation)
    {
        var looks = Array.ConvertAll(_streams, stream => (Stream: stream, Look: LookAsync(stream, cancellation)));
        var (lags, pending) = (new List<KeyValuePair<string[], double>>(), new List<KeyValuePair<string[], double>>());
        foreach (var (stream, look) in looks)
        {
            var seen = await look;
            _length.Show(seen?.Length, stream);
            _dead.Show(seen?.DeadLetters, stream);
            _newest.Show(seen?.NewestMs / MillisecondsPerSecond, stream);
            foreach (var group in seen?.Groups ?? [])
            {
                // The server cannot always tell the lag: then there is no series.
                if (group.Lag is { } lag)
                    lags.Add(new([stream, group.Group], lag));
                pending.Add(new([stream, group.Group], group.Pending));
            }
        }

        _lag.Replace(lags);
        _pending.Replace(pending);
    }

    private async Task<StreamLook?> LookAsync(string stream, CancellationToken cancellation)
    {
        try
        {
            return await StreamLook.AtAsync(bus, stream, cancellation);
        }
        catch (WireFormatException)
        {
            malformed.Count(Malformed.WrongType);
            return null;
        }
    }
}
