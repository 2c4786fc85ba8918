using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>An apply stage on a bench, and what stands around it: calibrated acts before it, the three gates beside it, a position of 2 units long.</summary>
internal sealed class ApplyBench : IAsyncDisposable
{
    public const string Plan = "0123456789abcdef";

    private const decimal Held = 2;
    private static readonly TimeSpan s_permitLife = TimeSpan.FromSeconds(60);

    private ApplyBench(ApplyOptions options) => Options = options;

    public static ApplyOptions Paper { get; } = new() { Venue = ApplyVenue.Paper, Symbols = SymbolList.Of(Bench.Btc) };

    public Bench Bench { get; } = new();

    public ApplyOptions Options { get; }

    public ApplyStage Stage { get; private set; } = null!;

    public long NowMs => Bench.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<ApplyBench> StartAsync(ApplyOptions? options = null)
    {
        var bench = new ApplyBench(options ?? Paper);
        await bench.PutPositionAsync(Held);
        await bench.RestartAsync();
        return bench;
    }

    /// <summary>Another process takes over.</summary>
    public async Task RestartAsync() => Stage = await Bench.StartAsync(new ApplyStage(Bench.Context, Options));

    public Task RunAsync() => Bench.RunAsync(Stage);

    public CalibratedRecord Act(
        HarvestAction action = HarvestAction.Partial75, HarvestAction? original = null, string? planId = Plan, double? stop = 100.2, double killScore = 0.53,
        string symbol = Bench.Btc, long? computedMs = null, Provenance source = Provenance.Paper)
    {
        var proposal = new HarvestProposalRecord(
            symbol, original ?? action, stop, 7.01, 0.7, 0.1, new KillScore(killScore, 0, 0.1, 0.05, 0.04), "harvest_partial_75", Given.Calm,
            computedMs ?? NowMs, PositionSide.Long, 3600, 105, 100, 10, (double)Held, Bench.StartEpoch - 3600, planId, $"{symbol}-1", null, source,
            Bench.StartEpoch, new ProposalInputs(null, null, null, null));
        return new CalibratedRecord(proposal, action, IsEnforced: true, 0.1, HeatBucket.Cold, HeatReason.PartialUnchanged, "harvest", NowMs);
    }

    /// <summary>The heat gate's part: the permit first, then the entry.</summary>
    public async Task AppendAsync(CalibratedRecord act, bool permitted = true)
    {
        if (permitted && act.Proposal.PlanId is { } planId)
            await GrantAsync(PermitGate.P26, P26(act.EffectiveAction, act.Proposal.Symbol, planId));
        await Bench.AppendAsync(Keys.Calibrated, act);
    }

    public async Task PutPositionAsync(decimal amount, long? openedEpoch = null) => await Bench.Engine.Store.SetAsync(
        Keys.Position(Bench.Btc),
        (amount == 0 ? Given.Flat(Bench.NowEpoch) : Given.Long(Bench.NowEpoch)) with
        {
            Side = amount == 0 ? null : amount > 0 ? PositionSide.Long : PositionSide.Short,
            Quantity = Math.Abs(amount),
            OpenedEpoch = openedEpoch ?? Bench.StartEpoch - 3600,
        },
        timeToLive: null);

    public P26Permit P26(HarvestAction action = HarvestAction.Partial75, string symbol = Bench.Btc, string planId = Plan) =>
        new(Granted: true, symbol, planId, action.ToWire(), "COLD", Bench.NowEpoch);

    public GovernorPermit Governor(string symbol = Bench.Btc, string planId = Plan) =>
        new(Granted: true, symbol, planId, "EXECUTE", 1.5m, 157.5m, Bench.NowEpoch, Consumed: false);

    public P33Permit P33(decimal quantity = 1.5m, string symbol = Bench.Btc, string planId = Plan) => new(
        Allow: true, symbol, planId, quantity, quantity, Held, Held, Bench.StartEpoch - 3600, "sanity_checks_passed", null, Bench.NowEpoch);

    public Task GrantAsync(PermitGate gate, P26Permit permit) => WriteAsync(gate, permit.PlanId, JsonSerializer.Serialize(permit, PermitJson.Default.P26Permit));

    public Task GrantAsync(GovernorPermit permit, string? key = null) =>
        WriteAsync(PermitGate.Governor, key ?? permit.PlanId, JsonSerializer.Serialize(permit, PermitJson.Default.GovernorPermit));

    public Task GrantAsync(P33Permit permit, string? key = null) =>
        WriteAsync(PermitGate.P33, key ?? permit.PlanId, JsonSerializer.Serialize(permit, PermitJson.Default.P33Permit), permit.Allow, permit.Reason);

    public async Task GrantBothAsync(string planId = Plan)
    {
        await GrantAsync(Governor(planId: planId));
        await GrantAsync(P33(planId: planId));
    }

    /// <summary>A gate's permit under its key, and the notice of it.</summary>
    public async Task WriteAsync(PermitGate gate, string planId, string text, bool granted = true, string reason = "sanity_checks_passed")
    {
        await Bench.Engine.Store.SetTextAsync(Keys.Permit(gate, planId), text, s_permitLife);
        await NoticeAsync(gate, planId, granted, reason, text);
    }

    public Task NoticeAsync(PermitGate gate, string planId, bool granted, string reason, string text = "{}") =>
        Bench.AppendAsync(Keys.PermitNotices, new PermitNoticeRecord(planId, Bench.Btc, gate, granted, reason, text, NowMs, Provenance.Paper));

    public Task<IReadOnlyList<PlanRecord>> PlansAsync() => Bench.EntriesAsync(Keys.Plans);

    public Task<IReadOnlyList<ExecutionOrderRecord>> OrdersAsync() => Bench.EntriesAsync(Keys.ExecutionOrders);

    public Task<IReadOnlyList<ApplyResultRecord>> ResultsAsync() => Bench.EntriesAsync(Keys.ApplyResults);

    public async Task<string?> StateAsync(string planId = Plan) => (await Bench.Engine.Store.GetTextAsync(Keys.PlanState(planId))).Value;

    /// <summary>How many of the plan's three permits stand.</summary>
    public async Task<int> PermitsAsync(string planId = Plan)
    {
        var count = 0;
        foreach (var gate in Enum.GetValues<PermitGate>())
            count += (await Bench.Engine.Store.GetTextAsync(Keys.Permit(gate, planId))).IsMissing ? 0 : 1;
        return count;
    }

    /// <summary>Execution's word on a plan that was sent.</summary>
    public async Task FinishAsync(ExecutionOrderRecord order, bool executed, bool mayRetry) => await Bench.AppendAsync(
        Keys.ApplyResults,
        new ApplyResultRecord(
            order.PlanId, order.TraceId, order.Symbol, PlanDecision.Execute, executed, WouldExecute: true, mayRetry,
            [new StepResult(order.Step.ToWire(), executed ? "FILLED" : "not_sent", null, null, null, order.Quantity, null, null, true, null)],
            executed ? null : "kill_switch_active", 0, NowMs, order.Source)
        {
            Attempt = order.Attempt,
        });

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
