using QuantumTrader.Cli.Composition;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Cli.Proof;

/// <summary>What is proven something of: the engine of a running system, and the settings that it runs with.</summary>
internal sealed record ProofSubject(IEngine Engine, StageOptions Options, ProofOptions Proof, TimeProvider Time)
{
    public long NowEpoch => Time.GetUtcNow().ToUnixTimeSeconds();

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Symbols whose positions are looked after.</summary>
    public IReadOnlyList<string> Symbols => Options.HarvestProposal.Symbols;

    /// <summary>The newest records that can be read, newest first.</summary>
    public async ValueTask<IReadOnlyList<T>> NewestAsync<T>(StreamKey<T> stream, CancellationToken cancellation)
        where T : class, IWireRecord<T> =>
        [.. (await Engine.Bus.ReadNewestAsync(stream, Proof.Newest, cancellation)).Select(entry => entry.Record.Value).OfType<T>()];

    /// <summary>The same key for every symbol, all on their way before the first is awaited.</summary>
    public async ValueTask<IReadOnlyList<(string Symbol, Stored<T> Stored)>> EachAsync<T>(
        IReadOnlyList<string> symbols, Func<string, HashKey<T>> keyOf, CancellationToken cancellation)
        where T : class, IWireRecord<T>
    {
        var reads = symbols.Select(symbol => Engine.Store.GetAsync(keyOf(symbol), cancellation)).ToList();
        var found = new List<(string, Stored<T>)>();
        for (var i = 0; i < reads.Count; i++)
            found.Add((symbols[i], await reads[i]));
        return found;
    }

    public ValueTask<IReadOnlyList<(string Symbol, Stored<MarketStateRecord> Stored)>> MarketStatesAsync(IReadOnlyList<string> symbols, CancellationToken cancellation) =>
        EachAsync(symbols, symbol => new HashKey<MarketStateRecord>(Options.MarketState.Prefix + symbol), cancellation);

    public ValueTask<IReadOnlyList<(string Symbol, Stored<PositionRecord> Stored)>> PositionsAsync(CancellationToken cancellation) =>
        EachAsync(Symbols, Keys.Position, cancellation);

    public ValueTask<IReadOnlyList<(string Symbol, Stored<HarvestProposalRecord> Stored)>> HarvestProposalsAsync(CancellationToken cancellation) =>
        EachAsync(Symbols, symbol => new HashKey<HarvestProposalRecord>(Options.HarvestProposal.HarvestPrefix + symbol), cancellation);

    public ValueTask<IReadOnlyList<(string Symbol, Stored<RiskProposalRecord> Stored)>> RiskProposalsAsync(CancellationToken cancellation) =>
        EachAsync(Symbols, symbol => new HashKey<RiskProposalRecord>(Options.HarvestProposal.RiskProposalPrefix + symbol), cancellation);

    /// <summary>The oldest that something computed from bars of the market state may be, seconds.</summary>
    public static double LimitOf(double configuredSec, MarketStateRecord? market) =>
        market is null ? configuredSec : Freshness.OfBars(configuredSec, market.Interval);
}
