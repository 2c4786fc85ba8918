using System.Text.Json.Serialization;

namespace QuantumTrader.Cli.Switches;

/// <summary>What an operator has switched, or a trip has.</summary>
/// <param name="KillSwitches">For everything first, always; then those of symbols that are not off.</param>
/// <param name="Changed">The verb has changed something; null when it was asked to look only.</param>
internal sealed record SwitchReport(IReadOnlyList<KillSwitchLine> KillSwitches, SafeModeLine SafeMode, bool? Changed);

/// <param name="Scope"><c>all</c> or a symbol.</param>
/// <param name="State"><c>on</c>, <c>off</c>, or <c>unreadable</c>, which counts as on for what raises risk.</param>
/// <param name="SinceEpoch">Unix seconds; null when it is off, or was switched by another program.</param>
/// <param name="Reason">The operator's; null as above.</param>
internal sealed record KillSwitchLine(string Scope, string State, long? SinceEpoch, string? Reason);

/// <param name="State">As of a kill switch.</param>
/// <param name="RemainingSec">Until it ends by itself; null when it is off or does not end.</param>
/// <param name="SinceEpoch">Unix seconds; null when it is off, or was set by another program.</param>
/// <param name="Reason">The operator's, or what tripped it; null as above.</param>
internal sealed record SafeModeLine(string State, long? RemainingSec, long? SinceEpoch, string? Reason);

/// <summary>How a report is spelt.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(SwitchReport))]
internal sealed partial class SwitchReportJson : JsonSerializerContext;
