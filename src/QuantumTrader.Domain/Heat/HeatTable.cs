using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Heat;

/// <summary>
/// A heat policy as text: rows separated by commas, each <c>BUCKET ACTION RESULT</c>, such as <c>COLD FULL_CLOSE_PROPOSED PARTIAL_25, HOT PARTIAL_50 HOLD</c>.
/// What no row names passes as it is.
/// </summary>
public static class HeatTable
{
    private static readonly HarvestAction[] s_closes =
        [HarvestAction.FullCloseProposed, HarvestAction.Partial75, HarvestAction.Partial50, HarvestAction.Partial25];

    /// <summary>Reads all rows. <paramref name="faults"/> says everything that is wrong, each row in its own words; empty: the rows may be used.</summary>
    public static IReadOnlyList<HeatRow> Read(string text, out IReadOnlyList<string> faults)
    {
        var rows = new List<HeatRow>();
        var wrong = new List<string>();
        foreach (var line in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            ReadRow(line, rows, wrong);
        if (rows.Count == 0 && wrong.Count == 0)
            wrong.Add("at least one row BUCKET ACTION RESULT is required");
        faults = wrong;
        return rows;
    }

    private static void ReadRow(string line, List<HeatRow> rows, List<string> wrong)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3)
        {
            wrong.Add($"'{line}': a row is BUCKET ACTION RESULT");
            return;
        }

        var bucket = Find(Enum.GetValues<HeatBucket>(), bucket => bucket.ToCode(), words[0]);
        var action = Find(s_closes, HarvestActions.ToWire, words[1]);
        var becomes = Find([.. s_closes, HarvestAction.Hold], HarvestActions.ToWire, words[2]);
        if (bucket is null)
            wrong.Add($"'{line}': {words[0]} is no bucket; known: COLD, WARM, HOT");
        if (action is null)
            wrong.Add($"'{line}': {words[1]} closes nothing; known: {Names(s_closes)}");
        if (becomes is null)
            wrong.Add($"'{line}': {words[2]} is no result; known: {Names(s_closes)}, HOLD");
        if (bucket is null || action is null || becomes is null)
            return;
        var row = new HeatRow(bucket.Value, action.Value, becomes.Value);
        if (row.Fault is { } fault)
            wrong.Add($"'{line}': {fault}");
        else
            rows.Add(row);
    }

    private static T? Find<T>(T[] known, Func<T, string> spelling, string word)
        where T : struct
    {
        foreach (var value in known)
        {
            if (string.Equals(spelling(value), word, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    private static string Names(IEnumerable<HarvestAction> actions) => string.Join(", ", actions.Select(HarvestActions.ToWire));
}
