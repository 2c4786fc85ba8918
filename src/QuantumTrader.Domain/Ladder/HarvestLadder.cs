using System.Globalization;
using System.Text;

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

    /// <summary>Reads the form that stands in an environment variable: <c>at_r:close_ratio</c>, comma-joined, as in <c>0.5:0.25,1.0:0.25</c>.</summary>
    public static LadderReading Parse(string text)
    {
        var rungs = new List<RungText>();
        var faults = new List<LadderFault>();
        var parts = string.IsNullOrWhiteSpace(text) ? [] : text.Split(RungSeparator);
        for (var i = 0; i < parts.Length; i++)
        {
            var fields = parts[i].Split(RatioSeparator);
            if (fields.Length != 2)
                faults.Add(new LadderFault(RungText.Name(i), parts[i], "must be at_r:close_ratio, as 0.5:0.25"));
            rungs.Add(new RungText(fields[0], fields.Length == 2 ? fields[1] : ""));
        }

        return faults.Count > 0 ? WithBroken(rungs, faults) : Read(rungs);
    }

    /// <summary>Reads rungs that are written out field by field, as in YAML or JSON.</summary>
    public static LadderReading Read(IReadOnlyList<RungText> rungs)
    {
        var faults = new List<LadderFault>();
        var drafts = rungs.Select((rung, index) => rung.Read(RungText.Name(index), faults)).ToList();
        faults.AddRange(LadderRules.Faults(drafts));
        return faults.Count > 0
            ? new LadderReading(null, faults)
            : new LadderReading(new HarvestLadder([.. drafts.Select(draft => new Rung(draft.AtR!.Value, draft.CloseRatio!.Value, draft.Then))]), faults);
    }

    /// <summary>What the ladder does, in plain words: one sentence a rung, and one for what it leaves open.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var rung in Rungs)
        {
            text.Append(CultureInfo.InvariantCulture, $"At {rung.AtR:0.####} R close {Percent(rung.CloseRatio)} of the original quantity");
            if (rung.Then is not null)
                text.Append(", then ").Append(rung.Then.Describe());
            text.Append(". ");
        }

        var sum = Rungs.Sum(rung => rung.CloseRatio);
        text.Append(sum == 1 ? "Nothing is left open." : $"{Percent(1 - sum)} stays open until the stop ends it.");
        return text.ToString();
    }

    /// <summary>The form of the environment variable, with what follows a rung in brackets.</summary>
    public override string ToString() => string.Join(RungSeparator, Rungs.Select(rung =>
        string.Create(CultureInfo.InvariantCulture, $"{rung.AtR}{RatioSeparator}{rung.CloseRatio}") + (rung.Then is null ? "" : $"[{rung.Then}]")));

    // A rung without its two fields is one fault; what the other rungs have to say is said all the same.
    private static LadderReading WithBroken(List<RungText> rungs, List<LadderFault> broken)
    {
        var places = broken.Select(fault => fault.Where).ToHashSet(StringComparer.Ordinal);
        var others = Read(rungs).Faults.Where(fault => !places.Any(place => fault.Where.StartsWith(place + " ", StringComparison.Ordinal)));
        return new LadderReading(null, [.. broken, .. others]);
    }

    private static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");
}
