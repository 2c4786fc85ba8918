using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.RiskProposal;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>
/// One cycle of the two proposal stages over a copy of the inputs, on an engine of its own in this process, comes to what the running stages have published. The market state is copied, not computed.
/// </summary>
internal sealed class SingleCycleProof : IProof
{
    public string Name => "single cycle mode";

    public string Question => "Does one cycle over a copy of the inputs come to the proposals that stand, within what the publishers leave unwritten?";

    public string LookAt => Runbook.HarvestStale;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var settings = subject.Options.HarvestProposal;
        if (settings.PositionSource is not (PositionSource.Auto or PositionSource.RedisHash))
            return Finding.Skip($"POSITION_SOURCE is {EnumSpelling.Of(settings.PositionSource)}: only positions in their hashes can be copied");
        var positions = await subject.PositionsAsync(cancellation);
        var markets = await subject.MarketStatesAsync(subject.Symbols, cancellation);
        var standing = await subject.HarvestProposalsAsync(cancellation);
        var policy = await subject.Engine.Store.GetAsync(Keys.Policy, cancellation);
        var open = positions.Where(position => position.Stored.Value is { IsFlat: false }).ToList();

        var clock = new VirtualClock(subject.Time.GetUtcNow());
        await using var fork = new EmbeddedEngine(clock);
        foreach (var (symbol, stored) in open)
            await fork.Store.SetAsync(Keys.Position(symbol), stored.Value!, null, cancellation);
        foreach (var (symbol, stored) in markets.Where(market => market.Stored.Value is not null))
            await fork.Store.SetAsync(new HashKey<MarketStateRecord>(settings.MarketStatePrefix + symbol), stored.Value!, null, cancellation);
        if (policy.Value is { } inForce)
            await fork.Store.SetAsync(Keys.Policy, inForce, null, cancellation);

        var context = new StageContext(fork.Store, fork.Bus, clock, NullLogger.Instance);
        await CycleAsync(new RiskProposalStage(context, subject.Options.RiskProposal), clock, subject.Options.RiskProposal.InputWaitSeconds, cancellation);
        var cycle = await CycleAsync(new HarvestProposalStage(context, settings), clock, settings.InputWaitSeconds, cancellation);
        var computed = await (subject with { Engine = fork }).HarvestProposalsAsync(cancellation);
        return Judge(
            [.. open.Select(position => position.Symbol).Select(symbol => new CycleCase(
                symbol, standing.First(one => one.Symbol == symbol).Stored.Value, computed.First(one => one.Symbol == symbol).Stored.Value))],
            cycle.Failures, settings.ChangeEpsPct);
    }

    /// <param name="eps">What the publisher does not count as a change.</param>
    public static Finding Judge(IReadOnlyList<CycleCase> cases, IReadOnlyList<string> failures, double eps)
    {
        var wrong = failures.ToList();
        wrong.AddRange(cases.Select(one => DifferenceOf(one, eps)).OfType<string>());
        var facts = cases.Select(one => $"{one.Symbol}: computed {Text(one.Computed)}; published {Text(one.Published)}").ToList();
        if (cases.Count == 0 && wrong.Count == 0)
            return Finding.Skip("no open position: the cycle ended well and had nothing to propose", facts);
        return Finding.Of(wrong, $"{cases.Count} of {cases.Count} proposals computed anew in one cycle agree with those published", "the same act, stop and kill score", facts);
    }

    private static string? DifferenceOf(CycleCase one, double eps) => one switch
    {
        { Computed: null } => $"{one.Symbol}: the cycle proposed nothing",
        { Published: null } => $"{one.Symbol}: nothing is published",
        { Computed: var computed, Published: var published } when computed.Action != published.Action =>
            $"{one.Symbol}: {computed.Action.ToWire()} computed, {published.Action.ToWire()} published",
        { Computed: var computed, Published: var published } when RelativeChange.Exceeds(published.NewSlProposed, computed.NewSlProposed, eps) =>
            $"{one.Symbol}: stop {computed.NewSlProposed} computed, {published.NewSlProposed} published",
        { Computed: var computed, Published: var published } when Math.Abs(computed.KillScore.Value - published.KillScore.Value) > eps =>
            $"{one.Symbol}: kill score {computed.KillScore.Value} computed, {published.KillScore.Value} published",
        _ => null,
    };

    private static string Text(HarvestProposalRecord? proposal) => proposal is null
        ? "nothing"
        : $"{proposal.Action.ToWire()}, R {proposal.RNet:0.######}, kill score {proposal.KillScore.Value:0.######}, stop {(proposal.NewSlProposed is { } stop ? $"{stop}" : "none")}";

    // As run --once does, where nothing waits for an input of the same bar: here the clock moves past that wait.
    private static async Task<CycleReport> CycleAsync(ICycleStage stage, VirtualClock clock, double inputWaitSec, CancellationToken cancellation)
    {
        await stage.StartAsync(cancellation);
        await stage.StepAsync(cancellation);
        var report = stage.LastCycle;
        if (inputWaitSec == 0)
            return report;
        clock.AdvanceTo(clock.GetUtcNow() + TimeSpan.FromSeconds(inputWaitSec));
        await stage.StepAsync(cancellation);
        return stage.LastCycle.Failures.Count > 0 ? stage.LastCycle : report;
    }
}

/// <param name="Published">What stands; null: nothing.</param>
/// <param name="Computed">What the cycle came to; null: nothing.</param>
internal sealed record CycleCase(string Symbol, HarvestProposalRecord? Published, HarvestProposalRecord? Computed);
