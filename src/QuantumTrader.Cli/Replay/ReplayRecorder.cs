using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Watches a replay through the same ports as everybody else: after each instant it reads what the venue said and what was proposed, in a fixed
/// order, and hands it on. No stage knows that it is there.
/// </summary>
internal sealed class ReplayRecorder(StageContext context, IReadOnlyList<string> symbols, string riskPrefix, string harvestPrefix)
{
    private const int Batch = 10_000;
    private static readonly Consumer Reader = new("replay_recorder", "replay_recorder");

    private readonly HashKey<RiskProposalRecord>[] _riskKeys = [.. symbols.Select(symbol => new HashKey<RiskProposalRecord>(riskPrefix + symbol))];
    private readonly HashKey<HarvestProposalRecord>[] _harvestKeys = [.. symbols.Select(symbol => new HashKey<HarvestProposalRecord>(harvestPrefix + symbol))];
    private readonly RiskProposalRecord?[] _risks = new RiskProposalRecord?[symbols.Count];
    private readonly HarvestProposalRecord?[] _harvests = new HarvestProposalRecord?[symbols.Count];

    public ValueTask StartAsync(CancellationToken cancellation) =>
        context.Bus.CreateGroupAsync(Keys.VenueEvents.Name, Reader.Group, GroupStart.End, cancellation);

    /// <summary>Everything new since the last instant.</summary>
    public async ValueTask ReadAsync(IReplaySink sink, CancellationToken cancellation)
    {
        var now = context.NowEpoch;
        var events = await context.Bus.ReadNewAsync(Keys.VenueEvents, Reader, Batch, cancellation);
        if (events.Count > 0)
        {
            foreach (var entry in events)
                sink.OnVenueEvent(now, entry.Record.Value!);
            await context.Bus.AcknowledgeAsync(Keys.VenueEvents.Name, Reader.Group, [.. events.Select(entry => entry.Id)], cancellation);
        }

        for (var i = 0; i < symbols.Count; i++)
        {
            if (await ChangedAsync(_riskKeys[i], _risks, i, cancellation))
                sink.OnRisk(now, symbols[i], _risks[i]);
            if (await ChangedAsync(_harvestKeys[i], _harvests, i, cancellation))
                sink.OnHarvest(now, symbols[i], _harvests[i]);
        }

        if ((await context.Store.GetAsync(VenueDocuments.Account, cancellation)).Value is { } account)
            sink.OnAccount(now, account.Account);
    }

    // The embedded engine hands out the object that was written: the same object means that nothing was written.
    private async ValueTask<bool> ChangedAsync<T>(HashKey<T> key, T?[] last, int i, CancellationToken cancellation)
        where T : class, IWireRecord<T>
    {
        var value = (await context.Store.GetAsync(key, cancellation)).Value;
        if (ReferenceEquals(value, last[i]))
            return false;
        last[i] = value;
        return true;
    }
}
