using QuantumTrader.Domain;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>State of a symbol's position, hash <c>quantum:state:positions:{S}</c>. Contract section 5.1.</summary>
/// <param name="Side">Null when flat.</param>
/// <param name="Quantity">Base currency, 0 when flat.</param>
/// <param name="UnrealizedPnl">Of the whole quantity, quote currency.</param>
/// <param name="PeakPrice">Highest price since it opened or flipped.</param>
/// <param name="CurrentSl">Resting stop; null when there is none.</param>
/// <param name="SlConfirmed">The venue confirmed that a stop rests.</param>
/// <param name="InputsEpoch">When the venue and the price were as they are here (<c>ts_epoch</c>), Unix seconds.</param>
public sealed record PositionRecord(
    string Symbol,
    PositionSide? Side,
    decimal Quantity,
    decimal EntryPrice,
    decimal MarkPrice,
    decimal UnrealizedPnl,
    decimal Leverage,
    decimal PeakPrice,
    decimal TroughPrice,
    long OpenedEpoch,
    decimal? CurrentSl,
    decimal? CurrentTp,
    bool SlConfirmed,
    long InputsEpoch,
    Provenance Source) : IWireRecord<PositionRecord>
{
    private const string Flat = "FLAT";

    public bool IsFlat => Side is null || Quantity == 0;

    public decimal SignedQuantity => Side == PositionSide.Short ? -Quantity : Quantity;

    public decimal Notional => Quantity * MarkPrice;

    public long AgeSec => IsFlat ? 0 : Math.Max(0, InputsEpoch - OpenedEpoch);

    /// <summary>What the kernels see; null when flat.</summary>
    public PositionSnapshot? ToSnapshot() => IsFlat ? null : new PositionSnapshot(
        Symbol, Side!.Value, (double)Quantity, (double)EntryPrice, (double)MarkPrice, (double)PeakPrice, (double)TroughPrice,
        AgeSec, (double)UnrealizedPnl, (double?)CurrentSl, (double?)CurrentTp);

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Number("position_amt", SignedQuantity)
        .Text("side", IsFlat ? Flat : WireNames.Of(Side!.Value))
        .Number("quantity", Quantity)
        .Number("entry_price", EntryPrice)
        .Number("mark_price", MarkPrice)
        .Number("current_price", MarkPrice)
        .Number("unrealized_pnl", UnrealizedPnl)
        .Number("notional_usd", Notional)
        .Number("leverage", Leverage)
        .Number("peak_price", PeakPrice)
        .Number("trough_price", TroughPrice)
        .Integer("opened_epoch", OpenedEpoch)
        .Integer("age_sec", AgeSec)
        .Number("current_sl", CurrentSl)
        .Number("current_tp", CurrentTp)
        .Flag("sl_confirmed", SlConfirmed)
        .Integer("ts_epoch", InputsEpoch)
        .Source(Source);

    public static PositionRecord Read(WireReader reader)
    {
        var side = ReadSide(reader);
        var quantity = reader.Decimal("quantity");
        if (quantity < 0)
            throw reader.Fail("quantity", reader.Text("quantity"), "must be 0 or more; the side says the direction");
        return new PositionRecord(
            reader.Text("symbol"), side, quantity, reader.Decimal("entry_price"), reader.Decimal("current_price"), reader.Decimal("unrealized_pnl"),
            reader.Decimal("leverage"), reader.Decimal("peak_price"), reader.Decimal("trough_price"), reader.Integer("opened_epoch"),
            StopOf(reader, "current_sl"), StopOf(reader, "current_tp"), reader.Flag("sl_confirmed"), reader.Integer("ts_epoch"), reader.Source());
    }

    private static PositionSide? ReadSide(WireReader reader) => reader.Text("side") switch
    {
        Flat => null,
        "LONG" => PositionSide.Long,
        "SHORT" => PositionSide.Short,
        var text => throw reader.Fail("side", text, "must be LONG, SHORT or FLAT"),
    };

    // A stop of 0 would read as a real one and end every profit lock of a short.
    private static decimal? StopOf(WireReader reader, string field)
    {
        var price = reader.OptionalDecimal(field);
        return price <= 0 ? throw reader.Fail(field, reader.Text(field), "must be above 0, or empty when there is none") : price;
    }
}
