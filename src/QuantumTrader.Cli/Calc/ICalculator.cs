using System.Text.Json;

namespace QuantumTrader.Cli.Calc;

/// <summary>One kernel behind <c>quantum calc</c>: a JSON object in, a JSON value out. Contract section 12.</summary>
internal interface ICalculator
{
    /// <exception cref="CalcInputException">A field is missing or of the wrong kind.</exception>
    /// <exception cref="Domain.KernelInputException">The kernel refuses a value.</exception>
    void Answer(JsonObjectReader input, Utf8JsonWriter output);
}
