using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>What tripped safe mode, from the stream of faults. A fault that cannot be read spoils none of the others.</summary>
internal sealed class FaultFigures
{
    private const long HourSec = 3600;

    private readonly IStreamBus _bus;
    private readonly Tail _tail;
    private readonly MalformedCounter _malformed;
    private readonly GaugeFamily _length;
    private readonly GaugeFamily _lastHour;
    private readonly GaugeFamily _lastTime;
    private readonly GaugeFamily _last;
    private readonly GaugeFamily _bySymbol;
    private readonly CounterFamily _total;

    public FaultFigures(MetricSet metrics, IStreamBus bus, int lookback, MalformedCounter malformed)
    {
        (_bus, _malformed) = (bus, malformed);
        _tail = new Tail(bus, Keys.SafetyFaults.Name, lookback);
        _length = new GaugeFamily(metrics, "quantum_safety_fault_stream_length", "Entries of the fault stream.");
        _lastHour = new GaugeFamily(metrics, "quantum_safety_faults_last_1h", "Faults within the last hour.");
        _lastTime = new GaugeFamily(metrics, "quantum_safety_last_fault_timestamp", "When the newest fault was written, Unix seconds.");
        _last = new GaugeFamily(metrics, "quantum_safety_last_fault_info", "1, labelled with the newest fault.", "reason", "side", "symbol");
        _bySymbol = new GaugeFamily(metrics, "quantum_safety_faults_by_symbol_last_1h", "Faults within the last hour, by symbol.", "symbol");
        _total = new CounterFamily(metrics, "quantum_safety_faults_total", "Faults seen since the exporter started.", "reason");
        foreach (var reason in Words.FaultReasons)
            _total.Declare(reason);
        _total.Declare(Words.Other);
    }

    public async ValueTask SampleAsync(long nowEpoch, CancellationToken cancellation)
    {
        try
        {
            var length = _bus.GetLengthAsync(Keys.SafetyFaults.Name, cancellation);
            var (newest, fresh) = await _tail.ReadAsync(cancellation);
            _length.Set(await length);
            Show([.. newest.Take(fresh)], [.. newest.Select(Read).OfType<Fault>()], nowEpoch);
        }
        catch (WireFormatException)
        {
            _malformed.Count(Malformed.WrongType);
            foreach (var gauge in (GaugeFamily[])[_length, _lastHour, _lastTime, _last, _bySymbol])
                gauge.Replace([]);
        }
    }

    private void Show(IReadOnlyList<StreamEntry<LooseFields>> fresh, IReadOnlyList<Fault> faults, long nowEpoch)
    {
        foreach (var entry in fresh)
            _total.Add(Words.Known(entry.Record.Value?.Text("reason"), Words.FaultReasons));
        var recent = faults.Where(fault => nowEpoch - fault.Time < HourSec).ToList();
        _lastHour.Set(recent.Count);
        _bySymbol.Replace(recent.GroupBy(fault => fault.Symbol, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create<string[], double>([group.Key], group.Count())));
        _lastTime.Show(faults.Count > 0 ? faults[0].Time : null);
        _last.Replace(faults.Take(1).Select(fault => KeyValuePair.Create<string[], double>([fault.Reason, fault.Side, fault.Symbol], 1)));
    }

    private Fault? Read(StreamEntry<LooseFields> entry)
    {
        if (entry.Record.Value is not { } fields)
            return null;
        if (fields.Number("timestamp", out var problem) is not { } time)
        {
            _malformed.Count(problem ?? Malformed.MissingField);
            return null;
        }

        return new Fault(
            time, Words.Known(fields.Text("reason"), Words.FaultReasons), Words.Known(fields.Text("side"), Words.Sides), Words.Symbol(fields.Text("symbol")));
    }

    private sealed record Fault(double Time, string Reason, string Side, string Symbol);
}
