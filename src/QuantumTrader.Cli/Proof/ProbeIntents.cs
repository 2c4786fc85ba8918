using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Proof;

/// <summary>Intents of a symbol that nobody trades.</summary>
internal static class ProbeIntents
{
    public const string Symbol = "PROBEUSDT";

    public const string Sender = "proof";

    public static TradeIntentRecord Open(string symbol, string id, bool dryRun, long nowMs) => new(
        symbol, OrderSide.Buy, Quantity: 1, TradeIntentRecord.Open, "asked for by a proof", ReduceOnly: false, StopPrice: 1, dryRun, Sender, id, id, nowMs);
}
