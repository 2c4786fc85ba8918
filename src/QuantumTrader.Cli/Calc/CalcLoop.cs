using System.Text;
using System.Text.Json;
using QuantumTrader.Domain;

namespace QuantumTrader.Cli.Calc;

/// <summary>Answers one line for each line that is read. A line that is refused answers {"error": "..."} and the run goes on.</summary>
internal static class CalcLoop
{
    // Errors are read by people: quotes and angle brackets stay as they are.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Run(ICalculator calculator, TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                output.WriteLine(Answer(calculator, line));
        }
    }

    public static string Answer(ICalculator calculator, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Write(output => calculator.Answer(new JsonObjectReader(document.RootElement), output));
        }
        catch (JsonException fault)
        {
            return Error($"the line is not JSON: {fault.Message}");
        }
        catch (Exception refused) when (refused is CalcInputException or KernelInputException)
        {
            return Error(refused.Message);
        }
    }

    private static string Error(string message) => Write(output =>
    {
        output.WriteStartObject();
        output.WriteString("error", message);
        output.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer, Relaxed))
            write(output);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
