using System.CommandLine;

namespace QuantumTrader.Cli.Verbs;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    public static Option<string[]> Klines() => new("--klines")
    {
        HelpName = "PATH",
        Description = "Recorded bars: files, folders or globs of SYMBOL-interval.csv[.gz]",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Redis() => new("--redis") { HelpName = "URL", Description = "Redis server: redis[s]://[:password@]host[:port][,host[:port]...][/db]" };

    public static Option<string?> DataDirectory() => new("--data-dir") { HelpName = "DIR", Description = "Folder in which the embedded engine keeps its journal" };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON" };

    public static Option<string?> EntryRule() => new("--entry-rule") { HelpName = "donchian|random|none", Description = "What opens positions on the paper venue" };

    public static Option<string?> Entries() => new("--entries") { HelpName = "FILE", Description = "Positions to open, from a CSV file: time,symbol,side,quantity,stop" };
}
