using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Asks the ladder about a price, and says which of its acts may be asked for now. Writes nothing.</summary>
internal sealed class LadderDesk(
    StageContext context, HarvestBrainOptions options, LadderSettingsWatch settings, InstrumentBook instruments, ActionLimit limit, HarvestBrainMetrics metrics)
{
    private readonly ProblemLog _problems = new(context.Log);
    private readonly Dictionary<string, long> _newestMs = new(StringComparer.Ordinal);

    public void Consider(SymbolTrack track, PriceNews news, KillState kill, List<ActDraft> drafts)
    {
        var now = context.NowMs;
        track.Settle(now);
        if (track.Position is not { } position || Evaluate(track, position, news) is not { } evaluation)
            return;
        metrics.R.Set((double)evaluation.R, track.Symbol);
        if (ReferenceEquals(evaluation.Next, position))
            return;
        if (Block(track, news, kill, now) is { } reason)
        {
            Count(reason, evaluation.Steps.Count);
            return;
        }

        var granted = limit.Hold(evaluation.Steps.Count, now);
        Count(BrainBlock.ActionLimit, evaluation.Steps.Count - granted);
        var first = drafts.Count;
        foreach (var step in evaluation.Steps.Take(granted))
            drafts.Add(Draft(track, position, step.Act, news.Price, now));
        var move = drafts.Skip(first).LastOrDefault(draft => draft.Record.NewStop is not null)?.Name;
        track.Ask(evaluation.AfterFirst(granted), move, now);
    }

    private LadderEvaluation? Evaluate(SymbolTrack track, LadderPosition position, PriceNews news)
    {
        try
        {
            var inForce = settings.Of(track.Symbol, position.Side, instruments.Of(track.Symbol, news.Price));
            var evaluation = LadderEngine.Evaluate(position, news.Price, track.Atr?.Value, inForce);
            _problems.Clear(track.Symbol);
            return evaluation;
        }
        catch (Exception unusable) when (unusable is OverflowException or KernelInputException)
        {
            _problems.Report(track.Symbol, BrainBlock.InvalidPrice.ToCode(), unusable.Message, LogLevel.Error);
            metrics.Blocked.Add(BrainBlock.InvalidPrice.ToCode());
            return null;
        }
    }

    private BrainBlock? Block(SymbolTrack track, PriceNews news, KillState kill, long nowMs)
    {
        if (news.Refuse(kill, nowMs, options.FreshSeconds) is { } refused)
            return refused;
        if (track.Disagrees)
            return BrainBlock.PositionDisagrees;
        return track.Ledger.RetryAtMs > nowMs ? BrainBlock.AskRefused : null;
    }

    private ActDraft Draft(SymbolTrack track, LadderPosition position, LadderAct act, decimal price, long nowMs)
    {
        var name = ActName.Of(track.Symbol, position, act, track.Ledger);

        // No two acts of a symbol are of one millisecond: the history is ordered by it.
        var madeMs = Math.Max(nowMs, _newestMs.GetValueOrDefault(track.Symbol) + 1);
        _newestMs[track.Symbol] = madeMs;
        var gain = (price - position.EntryPrice) * (position.Side == PositionSide.Long ? position.Quantity : -position.Quantity);
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
