namespace QuantumTrader.Cli.Calc;

/// <summary>A line of input that cannot be used. The message names the field, its value and the rule.</summary>
internal sealed class CalcInputException(string message) : FormatException(message);
