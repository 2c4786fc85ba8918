using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace QuantumTrader.Cli.Composition.Logging;

/// <summary>How a log line looks.</summary>
internal static class LogLine
{
    // Read by people and JSON parsers, never pasted into HTML: signs like < need no escape.
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people; an exception takes further lines.</summary>
    public static string Text(LogEvent said)
    {
        var line = $"{TimeOf(said)} {NameOf(said.Level),-5} {said.Stage}: {said.Text}";
        return said.Exception is null ? line : line + Environment.NewLine + said.Exception;
    }

    /// <summary>One object on one line: time, level, stage, message, and exception when there is one.</summary>
    public static string Json(LogEvent said)
    {
        var line = new JsonObject
        {
            ["time"] = TimeOf(said),
            ["level"] = NameOf(said.Level),
            ["stage"] = said.Stage,
            ["message"] = said.Text,
        };
        if (said.Exception is not null)
            line["exception"] = said.Exception.ToString();
        return line.ToJsonString(s_json);
    }

    /// <summary>What the journal takes off the beginning of a line, to know how serious it is: the numbers of syslog.</summary>
    public static string Priority(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "<7>",
        LogLevel.Information => "<6>",
        LogLevel.Warning => "<4>",
        LogLevel.Error => "<3>",
        _ => "<2>",
    };

    private static string TimeOf(LogEvent said) => $"{said.At:yyyy-MM-ddTHH:mm:ss.fffZ}";

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };
}
