namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>A position at one moment, on <see cref="Keys.PositionSnapshots"/>. Contract section 5.3.</summary>
/// <param name="Sigma">Volatility of the symbol's bars, fraction; null while there is no market state.</param>
public sealed record PositionSnapshotRecord(PositionRecord Position, double? Sigma) : IWireRecord<PositionSnapshotRecord>
{
    public void Write(WireWriter writer)
    {
        Position.Write(writer);
        writer.Number("position_notional_usd", Position.Notional).Number("sigma", Sigma);
    }

    public static PositionSnapshotRecord Read(WireReader reader) => new(PositionRecord.Read(reader), reader.OptionalNumber("sigma"));
}
