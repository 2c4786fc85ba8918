using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

public sealed record Sample(string Symbol, double Price, decimal Quantity, double? Stop, long Epoch) : IWireRecord<Sample>
{
    public static Sample Numbered(long number) => new("BTCUSDT", 100.5 + number, 0.25m, null, number);

    public static Sample Read(WireReader reader) => new(
        reader.Text("symbol"), reader.Number("price"), reader.Decimal("qty"), reader.OptionalNumber("stop"), reader.Integer("epoch"));

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Number("price", Price)
        .Number("qty", Quantity)
        .Number("stop", Stop)
        .Integer("epoch", Epoch);
}
