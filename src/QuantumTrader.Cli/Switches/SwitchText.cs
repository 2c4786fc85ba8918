using System.Text.Json;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Rendering;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Switches;

/// <summary>Prints what the switches say.</summary>
internal static class SwitchText
{
    public const string Unreadable = "unreadable";

    public static void Write(SwitchReport report, bool json, CommandOutput output)
    {
        if (json)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(report, SwitchReportJson.Default.SwitchReport));
            return;
        }

        var (everything, symbols) = (report.KillSwitches[0], report.KillSwitches.Skip(1).ToList());
        output.Results.WriteLine($"kill switch: {(everything.State == OperatorEntryRecord.Off && symbols.Count > 0 ? "off for the rest" : Of(everything))}");
        foreach (var line in symbols)
            output.Results.WriteLine($"             {Of(line)}");
        output.Results.WriteLine($"safe mode:   {Of(report.SafeMode)}");
        if (report.Changed == false)
            output.Results.WriteLine("nothing has changed: it was off");
    }

    private static string Of(KillSwitchLine line) => line.State switch
    {
        OperatorEntryRecord.Off => "off",
        OperatorEntryRecord.On => $"ON for {line.Scope}{Why(line.SinceEpoch, line.Reason)}",
        _ => $"UNREADABLE for {line.Scope}: counts as on for what raises risk",
    };

    private static string Of(SafeModeLine line) => line.State switch
    {
        OperatorEntryRecord.Off => "off",
        OperatorEntryRecord.On => $"ON{(line.RemainingSec is { } left ? $", {Figures.Age(left)} left" : " without an end")}{Why(line.SinceEpoch, line.Reason)}",
        _ => "UNREADABLE: denies what raises risk",
    };

    private static string Why(long? since, string? reason) =>
        since is { } epoch ? $" since {Figures.Date(epoch)} UTC: {reason}" : ", set by another program";
}
