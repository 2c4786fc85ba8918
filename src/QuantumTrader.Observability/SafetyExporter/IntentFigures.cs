using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>How many intents come, and why some are refused.</summary>
internal sealed class IntentFigures
{
    private readonly IEngine _engine;
    private readonly Tail _rejectedTail;
    private readonly MalformedCounter _malformed;
    private readonly GaugeFamily _length;
    private readonly GaugeFamily _rate;
    private readonly CounterFamily _rejected;
    private (long Added, DateTimeOffset At)? _last;

    public IntentFigures(MetricSet metrics, IEngine engine, int lookback, MalformedCounter malformed)
    {
        (_engine, _malformed) = (engine, malformed);
        _rejectedTail = new Tail(engine.Bus, Keys.RejectedIntents.Name, lookback);
        _length = new GaugeFamily(metrics, "quantum_trade_intent_stream_length", "Entries of the intent stream.");
        _rate = new GaugeFamily(
            metrics, "quantum_trade_intent_rate_per_min", "Intents a minute, from the entries added between the last two samples.");
        _rejected = new CounterFamily(metrics, "quantum_safety_intents_rejected_total", "Rejected intents seen since the exporter started.", "reason");
        foreach (var reason in Words.RejectReasons)
            _rejected.Declare(reason);
        _rejected.Declare(Words.Other);
    }

    public async ValueTask SampleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var length = _engine.Bus.GetLengthAsync(Keys.TradeIntents.Name, cancellation);
            var added = await _engine.Monitor.CountAddedAsync(Keys.TradeIntents.Name, cancellation);
            _length.Set(await length);

            // A stream that was made anew begins to count anew; so do we.
            if (_last is { } last && added >= last.Added && now > last.At)
                _rate.Set((added - last.Added) / (now - last.At).TotalMinutes);
            _last = (added, now);
        }
        catch (WireFormatException)
        {
            _malformed.Count(Malformed.WrongType);
            _length.Remove();
            _rate.Remove();
            _last = null;
        }

        try
        {
            var (newest, fresh) = await _rejectedTail.ReadAsync(cancellation);
            foreach (var entry in newest.Take(fresh))
                _rejected.Add(Words.Known(entry.Record.Value?.Text("reason"), Words.RejectReasons));
        }
        catch (WireFormatException)
        {
            _malformed.Count(Malformed.WrongType);
        }
    }
}
