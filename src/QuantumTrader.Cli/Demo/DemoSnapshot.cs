using QuantumTrader.Cli.Composition;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>Reads the published state of every symbol.</summary>
internal sealed class DemoSnapshot(IStateStore store, StageOptions options, IReadOnlyList<string> symbols)
{
    // A price lives no longer than the bar that gave it: between two of them the last one is shown.
    private readonly Dictionary<string, TickerRecord> _prices = new(StringComparer.Ordinal);

    public async ValueTask<DemoState> ReadAsync(CancellationToken cancellation)
    {
        var rows = new List<DemoRow>(symbols.Count);
        long epoch = 0;
        foreach (var symbol in symbols)
        {
            if ((await store.GetAsync(Keys.Ticker(symbol), cancellation)).Value is { } price)
                _prices[symbol] = price;
            var ticker = _prices.GetValueOrDefault(symbol);
            var market = (await store.GetAsync(new HashKey<MarketStateRecord>(options.MarketState.Prefix + symbol), cancellation)).Value;
            epoch = Math.Max(epoch, Math.Max((ticker?.TimeMs ?? 0) / 1000, market?.InputsEpoch ?? 0));
            rows.Add(new DemoRow(
                symbol,
                ticker,
                market,
                (await store.GetAsync(Keys.Position(symbol), cancellation)).Value,
                (await store.GetAsync(new HashKey<RiskProposalRecord>(options.RiskProposal.RiskProposalPrefix + symbol), cancellation)).Value,
                (await store.GetAsync(new HashKey<HarvestProposalRecord>(options.HarvestProposal.HarvestPrefix + symbol), cancellation)).Value));
        }

        return new DemoState((await store.GetAsync(Keys.Portfolio, cancellation)).Value, rows, epoch);
    }
}
