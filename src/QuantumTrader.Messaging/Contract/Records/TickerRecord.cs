using QuantumTrader.Domain;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>Newest price of a symbol, hash <c>quantum:ticker:{S}</c>. Contract section 5.</summary>
/// <param name="Bid">Best bid; null when the feed has only bars.</param>
/// <param name="TimeMs">When the price was made, Unix milliseconds.</param>
public sealed record TickerRecord(decimal Price, decimal? Bid, decimal? Ask, long TimeMs, Provenance Source) : IWireRecord<TickerRecord>
{
    public void Write(WireWriter writer) => writer
        .Number("price", Price)
        .Number("bid", Bid)
        .Number("ask", Ask)
        .Integer("ts_ms", TimeMs)
        .Source(Source);

    public static TickerRecord Read(WireReader reader) => new(
        reader.Decimal("price"), reader.OptionalDecimal("bid"), reader.OptionalDecimal("ask"), reader.Integer("ts_ms"), reader.Source());
}
