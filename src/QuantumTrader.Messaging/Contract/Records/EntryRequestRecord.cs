using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>A wish to open a position on the paper venue, on <see cref="Keys.PaperEntries"/>. A live venue's execution never reads it.</summary>
/// <param name="RequestId">Names the request; the client order ids derive from it.</param>
/// <param name="Quantity">Base currency.</param>
/// <param name="StopPrice">Null: the fallback distance.</param>
/// <param name="RequestedMs">When it was asked for, Unix milliseconds.</param>
public sealed record EntryRequestRecord(
    string RequestId, string Symbol, PositionSide Side, decimal Quantity, decimal? StopPrice, long RequestedMs) : IWireRecord<EntryRequestRecord>
{
    public void Write(WireWriter writer) => writer
        .Text("request_id", RequestId)
        .Text("symbol", Symbol)
        .Text("side", WireNames.Of(Side))
        .Number("qty", Quantity)
        .Number("stop_price", StopPrice)
        .Integer("requested_ms", RequestedMs);

    public static EntryRequestRecord Read(WireReader reader) => new(
        reader.Text("request_id"), reader.Text("symbol"), reader.OneOf<PositionSide>("side", WireNames.Of), reader.Decimal("qty"),
        reader.OptionalDecimal("stop_price"), reader.Integer("requested_ms"));
}
