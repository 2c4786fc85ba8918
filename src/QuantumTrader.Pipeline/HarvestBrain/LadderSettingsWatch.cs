using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>
/// The ladder settings in force: those of the stage, and over them those of the symbol's own hash, which is looked at again every second. What is wrong there is refused as a whole and
/// said once; the last that was right stays.
/// </summary>
internal sealed class LadderSettingsWatch(StageContext context, HarvestBrainOptions options)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly ProblemLog _problems = new(context.Log);

    public async ValueTask RefreshAsync(IEnumerable<string> symbols, CancellationToken cancellation)
    {
        var now = context.Time.GetUtcNow();
        List<(string Symbol, ValueTask<Stored<LadderSettingsRecord>> Read)> reads = [.. symbols
            .Where(symbol => !_watched.TryGetValue(symbol, out var known) || now >= known.LookAgain)
            .Select(symbol => (symbol, context.Store.GetAsync(Keys.HarvestSettings(symbol), cancellation)))];
        foreach (var (symbol, read) in reads)
            _watched[symbol] = Understand(symbol, await read, now + LookEvery);
    }

    public LadderSettings Of(string symbol, PositionSide side, InstrumentRules rules)
    {
        var own = _watched.GetValueOrDefault(symbol)?.InForce;
        return new LadderSettings(own?.Ladder ?? options.LadderFor(symbol, side), rules)
        {
            MinR = own?.MinR ?? options.MinR,
            SetBeAtR = own?.SetBeAtR ?? options.SetBeAtR,
            TrailAtrMult = own?.TrailAtrMult ?? options.TrailAtrMult,
            DynamicLadder = options.DynamicLadder,
        };
    }

    private Watched Understand(string symbol, Stored<LadderSettingsRecord> stored, DateTimeOffset lookAgain)
    {
        var before = _watched.GetValueOrDefault(symbol);
        if (stored.Error is null && before is not null && stored.Value == before.Seen)
            return before with { LookAgain = lookAgain };
        if (stored.Error is { } error)
            return Refuse(symbol, before, stored.Value, [error.ToString()], lookAgain);
        if (stored.Value is not { } record)
        {
            if (before?.Seen is not null)
                context.Log.LogInformation("{Symbol}: no ladder settings of its own any more", symbol);
            _problems.Clear(symbol);
            return new Watched(null, null, lookAgain);
        }

        var reading = record.Ladder is { } text ? HarvestLadder.Parse(text) : null;
        var own = new Overrides(record.MinR, reading?.Ladder, record.SetBeAtR, record.TrailAtrMult);
        IReadOnlyList<string> faults = [.. (reading?.Faults ?? []).Select(fault => $"ladder: {fault}"), .. own.Faults()];
        if (faults.Count > 0)
            return Refuse(symbol, before, record, faults, lookAgain);
        _problems.Clear(symbol);
        context.Log.LogInformation("{Symbol}: {Key} is in force", symbol, Keys.HarvestSettings(symbol));
        return new Watched(record, own, lookAgain);
    }

    private Watched Refuse(string symbol, Watched? before, LadderSettingsRecord? seen, IReadOnlyList<string> faults, DateTimeOffset lookAgain)
    {
        var said = string.Join("; ", faults);
        _problems.Report(
            symbol, said, $"{Keys.HarvestSettings(symbol)} is refused; {(before?.InForce is null ? "the settings of the stage" : "the last valid one")} stay in force", LogLevel.Error);
        return new Watched(seen, before?.InForce, lookAgain);
    }

    /// <param name="Seen">As the hash stood; null: it did not, or could not be read.</param>
    private sealed record Watched(LadderSettingsRecord? Seen, Overrides? InForce, DateTimeOffset LookAgain);

    private sealed record Overrides(decimal? MinR, HarvestLadder? Ladder, decimal? SetBeAtR, decimal? TrailAtrMult)
    {
        public IReadOnlyList<string> Faults() => new LadderSettings(HarvestLadder.Default, Unlimited)
        {
            MinR = MinR ?? 0,
            SetBeAtR = SetBeAtR ?? 0,
            TrailAtrMult = TrailAtrMult ?? 0,
        }.Faults();

        private static InstrumentRules Unlimited { get; } = new("", 1, 1, 0, 0);
    }
}
