using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Benchmarks.Messaging;

/// <summary>A record of the usual size: a symbol, a time and some numbers.</summary>
public sealed record Quote(string Symbol, long Epoch, double Price, double Size, double Sigma) : IWireRecord<Quote>
{
    public static readonly Quote Sample = new("BTCUSDT", 1_767_225_600, 64_250.5, 0.125, 0.00213);

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol).Integer("epoch", Epoch).Number("price", Price).Number("size", Size).Number("sigma", Sigma);

    public static Quote Read(WireReader reader) => new(
        reader.Text("symbol"), reader.Integer("epoch"), reader.Number("price"), reader.Number("size"), reader.Number("sigma"));
}
