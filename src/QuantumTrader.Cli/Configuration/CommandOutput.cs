using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary>Where a command writes: results to one side, faults to the other.</summary>
/// <param name="IsTerminal">Results are read by a person at a terminal, so tables and colours help.</param>
internal sealed record CommandOutput(TextWriter Results, TextWriter Faults, bool IsTerminal)
{
    // Read by people and JSON parsers, never pasted into HTML: signs like < need no escape.
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CommandOutput Of(ParseResult command)
    {
        var streams = command.InvocationConfiguration;
        return new CommandOutput(streams.Output, streams.Error, ReferenceEquals(streams.Output, Console.Out) && !Console.IsOutputRedirected);
    }

    public void Write(JsonNode result) => Results.WriteLine(result.ToJsonString(s_json));

    /// <summary>Every fault on a line of its own.</summary>
    public void Write(IEnumerable<SettingFault> faults)
    {
        foreach (var fault in faults)
            Faults.WriteLine(fault);
    }
}
