namespace QuantumTrader.Pipeline.Configuration;

/// <summary>One thing that is wrong with a value, wherever it was given.</summary>
/// <param name="Part">What of the value, as <c>rung 2 at_r</c>; null: all of it.</param>
/// <param name="Value">What stands there, as it was written; null when there is nothing to show.</param>
/// <param name="Rule">What it must be; see <see cref="SettingFault"/>.</param>
/// <param name="Line">Where in the file; null: where the setting stands, or no file.</param>
public sealed record ValueFault(string? Part, string? Value, string Rule, int? Line = null);
