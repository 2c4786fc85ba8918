using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>
/// The only way in for orders that are no plans. Contract section 7. Each intent is checked, then the kill switch and the safety kernel are asked, and it either becomes an order or is
/// published as refused.
/// </summary>
/// <remarks>
/// The group starts at the beginning of the stream: nothing that came before the router is lost, and the greatest age keeps what is old from being acted on as if it were new.
/// </remarks>
public sealed class IntentRouterStage : IStage
{
    private const string Group = "intent_router";

    // What became of one is written and acknowledged before the next is looked at: a crash can repeat one refusal, not a batch of them.
    private static readonly ConsumerOptions OneAtATime = new() { BatchSize = 1 };

    private readonly StageContext _context;
    private readonly IntentRouterOptions _options;
    private readonly StreamConsumer<ReceivedIntent> _intents;
    private readonly IntentClaims _claims;
    private readonly KillSwitch _kill;
    private readonly SafetyGate _gate;
    private readonly SafetyTrip _trip;
    private IntentInHand? _hand;

    public IntentRouterStage(StageContext context, IntentRouterOptions options)
    {
        (_context, _options, Metrics) = (context, options, new IntentRouterMetrics(context.Metrics));
        _intents = new StreamConsumer<ReceivedIntent>(
            context.Bus, ReceivedIntent.Stream, new Consumer(Group, Group), GroupStart.Beginning, context.Time, context.Log, OneAtATime);
        _claims = new IntentClaims(context.Store);
        _kill = new KillSwitch(context.Store);
        _gate = new SafetyGate(context, options.Limits);
        _trip = new SafetyTrip(context);
    }

    public string Name => StageNames.IntentRouter;

    public IReadOnlyList<string> Inputs => [_intents.Stream];

    public DateTimeOffset? NextDue => null;

    public IntentRouterMetrics Metrics { get; }

    public ValueTask StartAsync(CancellationToken cancellation) => _intents.StartAsync(cancellation);

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            IntentInHand? taken = null;
            var seen = await _intents.TakeAsync(
                (entry, received) => taken = _hand?.Entry == entry ? _hand : new IntentInHand(entry, received), cancellation);
            if (taken is null)
                return seen > 0;
            _hand = taken;
            taken.Refusal ??= await RouteAsync(taken, cancellation);
            if (taken.Refusal is { } refusal)
                await RefuseAsync(taken, refusal, cancellation);
            await _intents.AcknowledgeAsync(cancellation);
            _hand = null;
            return true;
        }
        catch
        {
            _intents.Abandon();
            throw;
        }
    }

    /// <returns>Why it is refused; null: what follows from it has been written.</returns>
    private async ValueTask<Refusal?> RouteAsync(IntentInHand hand, CancellationToken cancellation)
    {
        if (hand.Received.Intent is not { } intent)
            return Refusal.Of(IntentReason.InvalidIntent, hand.Received.Fault!.ToString());
        var (wish, refusal) = IntentRules.Read(intent);
        if (wish is null)
            return refusal;
        if (hand.IsSent)
            return await MarkSentAsync(hand.Entry, wish, cancellation);
        PositionRecord? position = null;
        try
        {
            (var claim, refusal, position) = await ExamineAsync(hand.Entry, wish, cancellation);
            if (claim == IntentClaim.Sent)
            {
                Metrics.Repeated.Add();
                return null;
            }

            refusal ??= await JudgeAsync(hand, wish, hand.IsCounted || claim == IntentClaim.Own, cancellation);
        }
        catch (EngineUnavailableException) when (!wish.ReducesRisk)
        {
            refusal = Refusal.Of(SafetyReason.SafetyStateUnavailable);
        }

        return refusal ?? await AcceptAsync(hand, wish, position, cancellation);
    }

    // Everything but the safety kernel, which counts what gets as far as it.
    private async ValueTask<(IntentClaim Claim, Refusal? Refusal, PositionRecord? Position)> ExamineAsync(
        StreamId entry, IntentWish wish, CancellationToken cancellation)
    {
        // All on their way before the first is awaited: one round trip.
        var claimed = _claims.ReadAsync(wish.Intent.CorrelationId, entry, cancellation).AsTask();
        var switched = _kill.ReadAsync(wish.Symbol, cancellation).AsTask();
        var held = wish.ReducesRisk
            ? _context.Store.GetAsync(Keys.Position(wish.Symbol), cancellation).AsTask()
            : Task.FromResult(Stored<PositionRecord>.Missing);
        await Task.WhenAll(claimed, switched, held);
        var (claim, kill, position) = (await claimed, await switched, await held);

        var madeMs = wish.Intent.MadeMs;
        Refusal? refusal = null;
        if (claim == IntentClaim.Foreign)
            refusal = Refusal.Of(IntentReason.DuplicateIntent);
        else if (claim == IntentClaim.Unreadable && !wish.ReducesRisk)
            refusal = Refusal.Of(SafetyReason.SafetyStateUnavailable);
        else if (kill.Blocks(wish.ReducesRisk))
            refusal = Refusal.Of(IntentReason.KillSwitchActive);
        else if (kill.IsBacklog(Math.Min(madeMs, entry.Milliseconds)))
            refusal = Refusal.Of(IntentReason.StaleAfterHalt);
        else if (Math.Abs(_context.NowMs - madeMs) > _options.MaxAgeSeconds * 1000L)
            refusal = Refusal.Of(IntentReason.IntentStale, $"made at {madeMs} ms, looked at at {_context.NowMs} ms");
        else if (wish.ReducesRisk)
            refusal = IntentRules.Misfit(wish, position);
        if (refusal is null && wish.Intent.DryRun)
            refusal = Refusal.Of(IntentReason.DryRun);
        return (claim, refusal, position.Value);
    }

    private async ValueTask<Refusal?> JudgeAsync(IntentInHand hand, IntentWish wish, bool isCounted, CancellationToken cancellation)
    {
        var (verdict, counts) = await _gate.JudgeAsync(wish.Symbol, wish.ReducesRisk, isCounted, cancellation);
        hand.IsCounted = true;
        if (verdict.IsExempt)
            Metrics.Exempt.Add();
        if (verdict.IsAllowed)
            return null;
        var reason = verdict.Reason!.Value;
        return Refusal.Of(reason, !verdict.Trips ? null : new SafetyFaultRecord(
            _context.NowEpoch, reason, wish.Symbol, WireNames.Of(wish.Intent.Side), counts, _options.Limits, _options.FaultCooldownSeconds,
            Environment.ProcessId, wish.Intent.CorrelationId, wish.Intent.TraceId));
    }

    // The claim before the order: a crash between them leaves a claim that names this entry, which is delivered again and goes on.
    private async ValueTask<Refusal?> AcceptAsync(IntentInHand hand, IntentWish wish, PositionRecord? position, CancellationToken cancellation)
    {
        if (!await _claims.TakeAsync(wish.Intent.CorrelationId, hand.Entry, cancellation))
            return Refusal.Of(IntentReason.DuplicateIntent);
        if (wish.Kind == IntentKind.Open)
            await _context.Bus.AppendAsync(Keys.PaperEntries, IntentOrders.EntryOf(wish.Intent, wish.Symbol, wish.PositionSide), cancellation);
        else
            await _context.Bus.AppendAsync(Keys.ExecutionOrders, IntentOrders.OrderOf(wish, position!, _context.NowMs), cancellation);
        hand.IsSent = true;
        return await MarkSentAsync(hand.Entry, wish, cancellation);
    }

    private async ValueTask<Refusal?> MarkSentAsync(StreamId entry, IntentWish wish, CancellationToken cancellation)
    {
        await _claims.MarkSentAsync(wish.Intent.CorrelationId, entry, cancellation);
        Metrics.Allowed.Add(wish.Kind.ToCode());
        return null;
    }

    private async ValueTask RefuseAsync(IntentInHand hand, Refusal refusal, CancellationToken cancellation)
    {
        if (hand.IsRefused)
            return;
        var received = hand.Received;
        if (refusal.Trip is { } fault && !hand.HasTripped)
        {
            await _trip.TripAsync(fault, cancellation);
            hand.HasTripped = true;
            Metrics.Faults.Add(WireNames.Of(fault.Reason));
        }

        if (received.CorrelationId is { } correlationId)
            await _claims.ReleaseAsync(correlationId, hand.Entry, cancellation);
        await _context.Bus.AppendAsync(Keys.RejectedIntents, RejectionOf(hand, refusal), cancellation);
        hand.IsRefused = true;
        Metrics.Denied.Add(refusal.Code);
        _context.Log.LogWarning(
            "{Symbol}: intent {CorrelationId} ({Entry}) refused: {Reason} {Detail}", received.Symbol, received.CorrelationId, hand.Entry, refusal.Code, refusal.Detail);
    }

    private RejectedIntentRecord RejectionOf(IntentInHand hand, Refusal refusal) => new(
        refusal.Code, refusal.Detail, IntentRules.SymbolOf(hand.Received.Symbol), hand.Received.CorrelationId, hand.Received.TraceId,
        hand.Received.Intent, hand.Entry, _context.NowMs);
}
