using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>What is known of one symbol: its ledger, which every event moves on, and beside it what a restart may forget. No I/O.</summary>
internal sealed class SymbolTrack(string symbol, LadderLedger ledger, bool acts)
{
    // Contract section 10: ATR(14).
    private const int AtrBars = 14;

    // As long as venue and fills may differ while a fill is on its way here; as long as the parts of an order, or the confirmation of a stop, may take.
    private const long GraceMs = 5_000;
    private const long SettleMs = 30_000;
    private const long RetryMs = 15_000;
    private const long MillisecondsPerSecond = 1000;

    private PositionRecord? _seen;
    private long? _disagreesSinceMs;
    private long _fillMs;

    public string Symbol { get; } = symbol;

    public LadderLedger Ledger { get; private set; } = acts ? ledger.ForActing() : ledger with { Acts = false };

    public LadderPosition? Position => Ledger.Position;

    /// <summary>The ledger is not as it was written.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Of one-minute bars, while there is a position; null: not looked for yet.</summary>
    public AverageTrueRange? Atr { get; private set; }

    /// <summary>When the venue last told of the symbol, Unix milliseconds.</summary>
    public long? SeenMs { get; private set; }

    /// <summary>The venue says that the position is another one.</summary>
    public bool Disagrees => _disagreesSinceMs is not null;

    public void Written() => IsChanged = false;

    /// <summary>Takes an execution in: what it traded, or that an order of the ladder came to nothing.</summary>
    /// <returns>False: it was in already.</returns>
    /// <exception cref="OverflowException">Its numbers lie too far from those of the position.</exception>
    public bool Take(StreamId id, ReceivedExecution execution, long nowMs)
    {
        if (id <= Ledger.AppliedTo)
            return false;
        var name = ActName.Read(execution.PlanId) is { } read && Position is { } held && read.IsOf(held) ? read : null;
        if (execution.IsFill)
            Fill(id, execution, name);
        else if (name is not null)
            Refuse(name, nowMs);
        Change(Ledger with { AppliedMs = id.Milliseconds, AppliedSequence = id.Sequence });
        return true;
    }

    /// <summary>An ask came to nothing; it may be asked again, not at once.</summary>
    /// <returns>False: it is no ask of this position that is still open.</returns>
    public bool Refuse(ActName name, long nowMs)
    {
        if (Position is not { } position || !name.IsOf(position))
            return false;
        if (name.RungAtR is { } atR)
            return name.Attempt == Ledger.AskOf(atR).Endings && End(position, atR, nowMs + RetryMs);
        if (Ledger.StopAsk?.Name != name.ToString())
            return false;
        Change(Ledger with
        {
            Position = position with { StopLoss = Ledger.RestingStop ?? position.EntryStop },
            StopAsk = null,
            StopRefusals = Ledger.StopRefusals + 1,
            RetryAtMs = nowMs + RetryMs,
        });
        return true;
    }

    /// <summary>The venue's word. It confirms the stop; where it speaks of another position for longer than a fill is on its way, the position becomes the venue's.</summary>
    /// <returns>True: the position was put right.</returns>
    public bool See(long entryMs, PositionRecord seen)
    {
        (_seen, SeenMs) = (seen, entryMs);
        Compare(entryMs);
        var adopts = _disagreesSinceMs is { } since && entryMs - Math.Max(since, _fillMs) >= GraceMs;
        if (adopts)
            Adopt(seen, entryMs);
        if (!Disagrees && Position is not null)
            ConfirmStop(seen, entryMs);
        return adopts;
    }

    /// <summary>Bars of one minute that have closed since; a bar of another length is left out.</summary>
    public void Add(Bar bar)
    {
        if (bar.Interval == BarInterval.OneMinute)
            Atr?.Add(bar);
    }

    public void BeginAtr(IEnumerable<Bar> history)
    {
        Atr = new AverageTrueRange(AtrBars);
        foreach (var bar in history)
            Atr.Add(bar);
    }

    /// <summary>Orders whose parts have stopped coming are over: what they did not fill is asked for again.</summary>
    public void Settle(long nowMs)
    {
        foreach (var (atR, ask) in Ledger.Asks ?? new Dictionary<decimal, RungAsk>())
        {
            if (Position is { } position && ask.PartMs is { } partMs && nowMs - partMs >= SettleMs)
                End(position, atR, retryAtMs: null);
        }
    }

    /// <summary>Acts have been decided.</summary>
    /// <param name="move">The move of the stop among them.</param>
    public void Ask(LadderPosition next, ActName? move, long nowMs) =>
        Change(Ledger with { Position = next, StopAsk = move is null ? Ledger.StopAsk : new StopAsk(move.ToString(), nowMs), RetryAtMs = null });

    private bool End(LadderPosition position, decimal atR, long? retryAtMs)
    {
        Change((Ledger with { Position = position.OrderEnded(atR), RetryAtMs = retryAtMs }).With(atR, Ledger.AskOf(atR).Ended));
        return true;
    }

    private void Fill(StreamId id, ReceivedExecution execution, ActName? name)
    {
        var fill = new LadderFill(
            execution.Side!.Value, execution.Quantity!.Value, execution.Price!.Value, execution.MadeMs ?? id.Milliseconds, execution.StopLoss, name?.RungAtR,
            execution.Closes);
        var before = Position;
        var after = PositionFills.Apply(before, fill);
        _fillMs = id.Milliseconds;
        if (after is null || before is null || after.OpenedMs != before.OpenedMs || after.Side != before.Side)
            Open(after);
        else
            Change(Parted(after, name?.RungAtR, id.Milliseconds) with { Additions = Ledger.Additions + (after.Quantity > before.Quantity ? 1 : 0) });
        Compare(id.Milliseconds);
    }

    private LadderLedger Parted(LadderPosition after, decimal? rungAtR, long atMs)
    {
        var next = Ledger with { Position = after };
        if (rungAtR is not { } atR)
            return next;
        var isOpen = after.TakenAt(atR) is { Outstanding: > 0 };
        return !isOpen && next.AskOf(atR).PartMs is null ? next : next.With(atR, next.AskOf(atR) with { PartMs = isOpen ? atMs : null });
    }

    // Another position, or none: nothing of the asks of the one before concerns it.
    private void Open(LadderPosition? position)
    {
        Change(LadderLedger.Empty with { Acts = acts, AppliedMs = Ledger.AppliedMs, AppliedSequence = Ledger.AppliedSequence, Position = position, RestingStop = position?.StopLoss });
        if (position is null)
            Atr = null;
    }

    private void Compare(long atMs)
    {
        if (_seen is null)
            return;
        var (venue, own) = (_seen.IsFlat ? 0 : _seen.SignedQuantity, Signed(Position));
        var agrees = AmountAgreement.Agree(venue, own, AmountAgreement.Tolerance(venue, stepSize: 0, fraction: 0));
        _disagreesSinceMs = agrees ? null : _disagreesSinceMs ?? atMs;
    }

    // What is missing is taken for fills that were never heard of; the venue's entry price is then the better one.
    private void Adopt(PositionRecord seen, long entryMs)
    {
        var difference = (seen.IsFlat ? 0 : seen.SignedQuantity) - Signed(Position);
        var isSame = Position is { } held && !seen.IsFlat && held.Side == seen.Side;
        if (isSame)
        {
            var side = difference > 0 ? OrderSide.Buy : OrderSide.Sell;
            Change(Ledger with { Position = PositionFills.Apply(Position, new LadderFill(side, Math.Abs(difference), seen.MarkPrice))! with { EntryPrice = seen.EntryPrice } });
        }
        else
        {
            Open(seen.IsFlat ? null : new LadderPosition(
                seen.Side!.Value, seen.OpenedEpoch * MillisecondsPerSecond, seen.EntryPrice, seen.Quantity, seen.Quantity, seen.CurrentSl, seen.CurrentSl, Rolled: 0, []));
        }

        // Fills that were written before the venue said so are in it.
        if (new StreamId(entryMs, 0) > Ledger.AppliedTo)
            Change(Ledger with { AppliedMs = entryMs, AppliedSequence = 0 });
        _disagreesSinceMs = null;
    }

    private void ConfirmStop(PositionRecord seen, long entryMs)
    {
        if (!seen.SlConfirmed || seen.CurrentSl is not { } resting)
            return;
        var position = Position!;
        var isTighter = position.StopLoss is not { } believed || StopPrices.IsTighter(resting, believed, position.Side);
        var isLost = acts && resting != position.StopLoss && !(Ledger.StopAsk is { } ask && entryMs - ask.AskedMs < SettleMs);
        var next = isTighter || isLost ? position.WithStop(resting) : position;
        if (next.StopLoss == position.StopLoss && next.EntryStop == position.EntryStop && Ledger.RestingStop == resting)
            return;
        Change(Ledger with
        {
            Position = next,
            RestingStop = resting,
            StopAsk = resting == next.StopLoss ? null : Ledger.StopAsk,
            StopRefusals = Ledger.StopRefusals + (isLost && !isTighter ? 1 : 0),
        });
    }

    private void Change(LadderLedger next) => (Ledger, IsChanged) = (next, true);

    private static decimal Signed(LadderPosition? position) =>
        position is null ? 0 : position.Side == PositionSide.Short ? -position.Quantity : position.Quantity;
}
