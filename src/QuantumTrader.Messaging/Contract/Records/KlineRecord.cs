using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>A closed bar on <see cref="Keys.Klines"/> and in a symbol's history. Contract section 1.</summary>
public sealed record KlineRecord(Bar Bar, Provenance Source) : IWireRecord<KlineRecord>
{
    public void Write(WireWriter writer) => writer
        .Text("symbol", Bar.Symbol)
        .Text("interval", Bar.Interval.ToString())
        .Integer("open_time", Bar.OpenTimeMs)
        .Integer("close_time", Bar.CloseTimeMs)
        .Number("open", Bar.Open)
        .Number("high", Bar.High)
        .Number("low", Bar.Low)
        .Number("close", Bar.Close)
        .Number("volume", Bar.Volume)
        .Flag("is_closed", true)
        .Source(Source);

    public static KlineRecord Read(WireReader reader)
    {
        var text = reader.Text("interval");
        if (!BarInterval.TryParse(text, out var interval))
            throw reader.Fail("interval", text, "must be one of " + string.Join(", ", BarInterval.All));
        if (!reader.Flag("is_closed"))
            throw reader.Fail("is_closed", "0", "only closed bars are taken");
        var bar = new Bar(
            reader.Text("symbol"), interval, reader.Integer("open_time"),
            reader.Decimal("open"), reader.Decimal("high"), reader.Decimal("low"), reader.Decimal("close"), reader.Decimal("volume"));
        return new KlineRecord(bar, reader.Source());
    }
}
