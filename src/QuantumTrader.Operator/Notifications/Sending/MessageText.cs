using System.Globalization;
using System.Text;
using QuantumTrader.Domain;

namespace QuantumTrader.Operator.Notifications.Sending;

/// <summary>Several events as one text of short lines. Pure.</summary>
internal static class MessageText
{
    /// <summary>The most that Telegram takes.</summary>
    public const int MostCharacters = 4096;

    // Room for what is said below the lines: a count of each kind, and of what was lost.
    private const int Below = 400;

    /// <param name="lost">Earlier events that were not told.</param>
    public static string Of(IReadOnlyList<Notification> events, long lost, int maxLines, DateTimeOffset now)
    {
        var lines = events.Select(one => Line(one, now)).ToList();
        var shown = Choose(events, lines, maxLines);
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown.Contains(i))
                Append(text, lines[i]);
        }

        if (shown.Count < events.Count)
            Append(text, More(events.Where((_, i) => !shown.Contains(i)).ToList()));
        if (lost > 0)
            Append(text, string.Create(CultureInfo.InvariantCulture, $"{lost} earlier {(lost == 1 ? "event was" : "events were")} not told: they could not be sent in time"));
        return text.ToString();
    }

    // The most important kinds first; in the text they stand in their order of time all the same.
    private static HashSet<int> Choose(IReadOnlyList<Notification> events, List<string> lines, int maxLines)
    {
        var (shown, room) = (new HashSet<int>(), MostCharacters - Below);
        foreach (var i in Enumerable.Range(0, events.Count).OrderBy(i => events[i].Kind).Take(maxLines))
        {
            room -= lines[i].Length + 1;
            if (room < 0)
                break;
            shown.Add(i);
        }

        return shown;
    }

    private static string Line(Notification one, DateTimeOffset now) => $"{Words.Time(one.AtMs, now)} {one.Text}";

    private static string More(List<Notification> rest)
    {
        var counts = rest.CountBy(one => one.Kind).OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key.ToCode()}"));
        return string.Create(CultureInfo.InvariantCulture, $"and {rest.Count} more: {string.Join(", ", counts)}");
    }

    private static void Append(StringBuilder text, string line) => text.Append(text.Length == 0 ? "" : "\n").Append(line);
}
