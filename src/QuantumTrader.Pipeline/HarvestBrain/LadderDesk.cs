using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Asks the ladder about a price, and says which of its acts may be asked for now. Writes nothing.</summary>
internal sealed class LadderDesk(
    StageContext context, HarvestBrainOptions options, LadderSettingsWatch settings, InstrumentBook instruments, ActionLimit limit, HarvestBrainMetrics metrics)
{
    private readonly KillSwitch _kill = new(context.Store, options.KillSwitchKey);
    private readonly ProblemLog _problems = new(context.Log);
    private readonly Dictionary<string, long> _newestMs = new(StringComparer.Ordinal);

    public async ValueTask ConsiderAsync(SymbolTrack track, PriceNews news, List<ActDraft> drafts, CancellationToken cancellation)
    {
        var now = context.NowMs;
        track.Settle(now);
        if (track.Position is not { } position || Evaluate(track, position, news) is not var (evaluation, gain))
            return;
        metrics.R.Set((double)evaluation.R, track.Symbol);
        if (ReferenceEquals(evaluation.Next, position))
            return;

        // The switch is read where an act is about to be asked for: prices are many, acts are few.
        var block = Block(track, news, now) ?? news.Refuse(await _kill.ReadAsync(track.Symbol, cancellation));
        if (block is { } reason)
        {
            Count(reason, evaluation.Steps.Count);
            return;
        }

        var granted = limit.Hold(evaluation.Steps.Count, now);
        Count(BrainBlock.ActionLimit, evaluation.Steps.Count - granted);
        var first = drafts.Count;
        foreach (var step in evaluation.Steps.Take(granted))
            drafts.Add(Draft(track, position, step.Act, gain, now));
        var move = drafts.Skip(first).LastOrDefault(draft => draft.Record.NewStop is not null)?.Name;
        track.Ask(evaluation.AfterFirst(granted), move, now);
    }

    // With what the whole position has gained at the price.
    private (LadderEvaluation Evaluation, decimal Gain)? Evaluate(SymbolTrack track, LadderPosition position, PriceNews news)
    {
        try
        {
            var inForce = settings.Of(track.Symbol, position.Side, instruments.Of(track.Symbol, news.Price));
            var evaluation = LadderEngine.Evaluate(position, news.Price, track.Atr?.Value, inForce);
            var gain = (news.Price - position.EntryPrice) * (position.Side == PositionSide.Long ? position.Quantity : -position.Quantity);
            _problems.Clear(track.Symbol);
            return (evaluation, gain);
        }
        catch (Exception unusable) when (unusable is OverflowException or KernelInputException)
        {
            _problems.Report(track.Symbol, BrainBlock.InvalidPrice.ToCode(), unusable.Message, LogLevel.Error);
            metrics.Blocked.Add(BrainBlock.InvalidPrice.ToCode());
            return null;
        }
    }

    private BrainBlock? Block(SymbolTrack track, PriceNews news, long nowMs)
    {
        if (news.IsStale(nowMs, options.FreshSeconds))
            return BrainBlock.PriceStale;
        if (track.Disagrees)
            return BrainBlock.PositionDisagrees;
        return track.Ledger.RetryAtMs > nowMs ? BrainBlock.AskRefused : null;
    }

    private ActDraft Draft(SymbolTrack track, LadderPosition position, LadderAct act, decimal gain, long nowMs)
    {
        var name = ActName.Of(track.Symbol, position, act, track.Ledger);

        // No two acts of a symbol are of one millisecond: the history is ordered by it.
        var madeMs = Math.Max(nowMs, _newestMs.GetValueOrDefault(track.Symbol) + 1);
        _newestMs[track.Symbol] = madeMs;
        return new ActDraft(name, new HarvestActRecord(
            track.Symbol, act.Intent, OrderSides.ToClose(position.Side), act.Quantity, act.NewStop, act.Reasons.ToCodes(), act.RLevel,
            position.EntryRisk.PerUnit, gain, name.ToString(), name.PositionName,
            DryRun: !options.Acts, madeMs));
    }

    private void Count(BrainBlock reason, int acts)
    {
        if (acts > 0)
            metrics.Blocked.Add(acts, reason.ToCode());
    }
}
