using QuantumTrader.Cli.Composition;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Watches a replay through the same ports as everybody else: after each instant it reads what was proposed, what the gates and the venue said and what came of it, in a
/// fixed order, and hands it on. No stage knows that it is there.
/// </summary>
internal sealed class ReplayRecorder(StageContext context, IReadOnlyList<string> symbols, StageOptions options)
{
    private readonly HashKey<RiskProposalRecord>[] _riskKeys = [.. symbols.Select(symbol => new HashKey<RiskProposalRecord>(options.RiskProposal.RiskProposalPrefix + symbol))];
    private readonly HashKey<HarvestProposalRecord>[] _harvestKeys = [.. symbols.Select(symbol => new HashKey<HarvestProposalRecord>(options.HarvestProposal.HarvestPrefix + symbol))];
    private readonly RiskProposalRecord?[] _risks = new RiskProposalRecord?[symbols.Count];
    private readonly HarvestProposalRecord?[] _harvests = new HarvestProposalRecord?[symbols.Count];
    private readonly List<int> _withdrawn = new(symbols.Count);

    // In the order in which one leads to the next.
    private readonly RecordedStream[] _streams =
    [
        RecordedStream.Of(context.Bus, Keys.Calibrated, (sink, now, act) => sink.OnCalibrated(now, act)),
        RecordedStream.Of(context.Bus, Keys.Plans, (sink, now, plan) => sink.OnPlan(now, plan)),
        RecordedStream.Of(context.Bus, Keys.PermitNotices, (sink, now, notice) => sink.OnPermit(now, notice)),
        RecordedStream.Of(context.Bus, new StreamKey<HarvestActRecord>(options.HarvestBrain.OutputStream), (sink, now, act) => sink.OnAct(now, act)),
        RecordedStream.Of(context.Bus, Keys.RejectedIntents, (sink, now, rejection) => sink.OnRejection(now, rejection)),
        RecordedStream.Of(context.Bus, Keys.VenueEvents, (sink, now, happened) => sink.OnVenueEvent(now, happened)),
        RecordedStream.Of(context.Bus, Keys.ExecutionResults, (sink, now, done) => sink.OnExecution(now, done)),
        RecordedStream.Of(context.Bus, Keys.ApplyResults, (sink, now, result) => sink.OnResult(now, result)),
    ];

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        foreach (var stream in _streams)
            await stream.StartAsync(cancellation);
    }

    /// <summary>Everything new since the last instant.</summary>
    public async ValueTask ReadAsync(IReplaySink sink, CancellationToken cancellation)
    {
        var now = context.NowEpoch;
        for (var i = 0; i < symbols.Count; i++)
        {
            if (await ChangedAsync(_riskKeys[i], _risks, i, cancellation))
                sink.OnRisk(now, symbols[i], _risks[i]);
            if (!await ChangedAsync(_harvestKeys[i], _harvests, i, cancellation))
                continue;

            // A proposal is withdrawn because of what the streams tell.
            if (_harvests[i] is null)
                _withdrawn.Add(i);
            else
                sink.OnHarvest(now, symbols[i], _harvests[i]);
        }

        foreach (var stream in _streams)
            await stream.ReadAsync(sink, now, cancellation);
        foreach (var i in _withdrawn)
            sink.OnHarvest(now, symbols[i], null);
        _withdrawn.Clear();
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
