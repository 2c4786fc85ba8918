using System.Text.RegularExpressions;

namespace QuantumTrader.Deploy.Tests.Env;

/// <summary>
/// A file for systemd's <c>EnvironmentFile=</c>, as far as ours go: comments, and KEY=VALUE without escapes or continued lines, in double quotes where a shell would else read it in another
/// way. A line <c>#KEY=VALUE</c>, without a blank behind the sign, is a setting that is not made.
/// </summary>
internal sealed partial class EnvironmentFile
{
    private EnvironmentFile(IReadOnlyList<Entry> entries, IReadOnlyList<string> faults) => (Entries, Faults) = (entries, faults);

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Lines that are neither, each with its number.</summary>
    public IReadOnlyList<string> Faults { get; }

    public static EnvironmentFile Read(string text)
    {
        var (entries, faults, said) = (new List<Entry>(), new List<string>(), new List<string>());
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (Setting().Match(line) is { Success: true } match)
            {
                entries.Add(new Entry(match.Groups["key"].Value, match.Groups["value"].Value, match.Groups["off"].Success, string.Join(' ', said)));
                said.Clear();
            }
            else if (line.Length == 0)
            {
                said.Clear();
            }
            else if (Comment().IsMatch(line))
            {
                said.Add(line[1..].Trim());
            }
            else
            {
                faults.Add($"line {index + 1}: {line}");
            }
        }

        return new EnvironmentFile(entries, faults);
    }

    // systemd takes blanks and semicolons as they are; a shell, which reads these files too, does not.
    [GeneratedRegex("""
        ^(?<off>\#)?(?<key>[A-Z][A-Z0-9_]*)=(?:"(?<value>[^"'\\$`]*[\s;][^"'\\$`]*)"|(?<value>[^\s"'\\$`;&|<>()#*?~]+))$
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex("^#(?: .*)?$", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    /// <param name="IsOff">It stands behind a #.</param>
    /// <param name="Explanation">The comment right above it.</param>
    internal sealed record Entry(string Key, string Value, bool IsOff, string Explanation);
}
