namespace QuantumTrader.Cli.Proof;

/// <summary>The answer of a metrics port, as far as a proof looks at it.</summary>
internal sealed class Scrape
{
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the Prometheus text format; its comments are left out.</summary>
    public static Scrape Read(string text)
    {
        var scrape = new Scrape();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#') || line.LastIndexOf(' ') is not (> 0 and var space))
                continue;
            var series = line[..space];
            scrape._series.Add(series);
            scrape._names.Add(series.Split('{')[0]);
            scrape._values[series] = line[(space + 1)..];
        }

        return scrape;
    }

    public int Count => _series.Count;

    public bool HasName(string name) => _names.Contains(name);

    /// <summary>The value of a series as it stands; null: there is no such series.</summary>
    public string? ValueOf(string series) => _values.GetValueOrDefault(series);
}
