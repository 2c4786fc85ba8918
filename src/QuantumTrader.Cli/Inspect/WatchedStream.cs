using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Inspect;

/// <summary>A stream of the chain, and who writes it.</summary>
/// <param name="NewestMs">When its newest entry was written, Unix milliseconds; null: it has none.</param>
internal sealed record WatchedStream(string Stage, string Name, Func<IStreamBus, CancellationToken, ValueTask<long?>> NewestMs)
{
    /// <summary>In the order in which a price becomes a fill.</summary>
    /// <param name="proposalStream">A setting of the harvest proposal stage.</param>
    public static IReadOnlyList<WatchedStream> InOrder(string proposalStream) =>
    [
        Of(StageNames.Feed, Keys.Klines),
        Of(StageNames.Execution, Keys.VenueEvents),
        Of(StageNames.MarketState, Keys.MarketStates),
        Of(StageNames.PositionState, Keys.PositionSnapshots),
        Of(StageNames.RiskProposal, Keys.RiskProposals),
        Of(StageNames.HarvestProposal, new StreamKey<HarvestProposalRecord>(proposalStream)),
        Of(StageNames.HeatGate, Keys.Calibrated),
        Of(StageNames.Apply, Keys.Plans),
        Of("the gates", Keys.PermitNotices),
        Of(StageNames.Apply, Keys.ExecutionOrders),
        Of(StageNames.Execution, Keys.ApplyResults),
        Of(StageNames.Execution, Keys.ExecutionResults),
    ];

    private static WatchedStream Of<T>(string stage, StreamKey<T> key)
        where T : class, IWireRecord<T> => new(stage, key.Name, async (bus, cancellation) =>
            await bus.ReadNewestAsync(key, count: 1, cancellation) is [var newest] ? newest.Id.Milliseconds : null);
}
