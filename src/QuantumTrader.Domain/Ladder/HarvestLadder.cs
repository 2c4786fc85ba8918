using System.Globalization;

namespace QuantumTrader.Domain.Ladder;

/// <summary>At which profit which part of a position is closed. Data: a symbol or a side may have its own. Contract section 10.</summary>
public sealed class HarvestLadder
{
    private const string RungSeparator = ",";
    private const string RatioSeparator = ":";

    /// <exception cref="ArgumentException">The ladder breaks a rule; every fault is named.</exception>
    public HarvestLadder(IReadOnlyList<Rung> rungs)
    {
        var faults = LadderRules.Faults([.. rungs.Select(rung => new RungDraft(rung.AtR, rung.CloseRatio, rung.Then))]).ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join("; ", faults), nameof(rungs));
        Rungs = [.. rungs];
    }

    /// <summary>The default of <c>HARVEST_LADDER</c>: a quarter each at 0.5, 1.0 and 1.5 R.</summary>
    public static HarvestLadder Default { get; } = new([new(0.5m, 0.25m), new(1.0m, 0.25m), new(1.5m, 0.25m)]);

    /// <summary>Ascending triggers; the shares add up to at most 1.</summary>
    public IReadOnlyList<Rung> Rungs { get; }

    /// <summary>
    /// Reads the form that stands in an environment variable: <c>at_r:close_ratio</c>, comma-joined, each with what follows it in brackets if anything does, as in
    /// <c>0.5:0.25[breakeven],1.0:0.25</c>.
    /// </summary>
    public static LadderReading Parse(string text)
    {
        var rungs = new List<RungText>();
        var broken = new List<LadderFault>();
        foreach (var part in RungText.Split(text))
        {
            var rung = RungText.Take(part);
            rungs.Add(rung ?? new RungText(null, null));
            if (rung is null)
                broken.Add(new LadderFault(rungs.Count, null, part, RungText.Form));
        }

        return Read(rungs, broken);
    }

    /// <summary>Reads rungs that are written out field by field, as in YAML or JSON.</summary>
    /// <param name="found">What was wrong with a rung or a field before it came to be a text; it is not called missing as well.</param>
    public static LadderReading Read(IReadOnlyList<RungText> rungs, params IReadOnlyList<LadderFault> found)
    {
        var faults = new List<LadderFault>();
        var drafts = rungs.Select((rung, index) => rung.Read(index + 1, faults)).ToList();
        faults.RemoveAll(fault => fault.Value is null && found.Any(one => one.Rung == fault.Rung && (one.Field is null || one.Field == fault.Field)));
        faults.AddRange(LadderRules.Faults(drafts));

        // Rung by rung; what is wrong with the ladder as a whole comes last.
        LadderFault[] all = [.. found.Concat(faults).OrderBy(fault => fault.Rung ?? int.MaxValue)];
        return all.Length > 0
            ? new LadderReading(null, all)
            : new LadderReading(new HarvestLadder([.. drafts.Select(draft => new Rung(draft.AtR!.Value, draft.CloseRatio!.Value, draft.Then))]), []);
    }

    /// <summary>What the ladder does, in plain words: one sentence a rung with what it leaves, and one for what is left after the last.</summary>
    public IReadOnlyList<string> Sentences()
    {
        var sentences = new List<string>();
        var open = 1m;
        foreach (var (atR, closeRatio, then) in Rungs)
        {
            open -= closeRatio;
            var stop = then is null ? "" : $", then {then.Describe()}";
            var left = open == 0 ? "nothing is left" : $"{PlainNumber.Percent(open)} is left";
            sentences.Add($"At {PlainNumber.Of(atR)} R close {PlainNumber.Percent(closeRatio)} of the original quantity{stop}; {left}.");
        }

        if (open > 0)
            sentences.Add($"The {PlainNumber.Percent(open)} that is left stays open until the stop ends it.");
        return sentences;
    }

    /// <summary><see cref="Sentences"/> in one line.</summary>
    public string Describe() => string.Join(' ', Sentences());

    /// <summary>The form of the environment variable, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => string.Join(RungSeparator, Rungs.Select(rung =>
        string.Create(CultureInfo.InvariantCulture, $"{rung.AtR}{RatioSeparator}{rung.CloseRatio}") + (rung.Then is null ? "" : $"[{rung.Then}]")));
}
