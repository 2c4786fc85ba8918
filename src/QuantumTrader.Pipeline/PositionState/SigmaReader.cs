using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Volatility for position snapshots; unknown when there is no readable market state.</summary>
internal sealed class SigmaReader(IStateStore store, string prefix)
{
    public async ValueTask<double?> ReadAsync(string symbol, CancellationToken cancellation) =>
        (await store.GetAsync(new HashKey<MarketStateRecord>(prefix + symbol), cancellation)).Value?.Sigma;
}
