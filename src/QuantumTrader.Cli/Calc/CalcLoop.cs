using System.Text;
using System.Text.Json;
using QuantumTrader.Domain;

namespace QuantumTrader.Cli.Calc;

/// <summary>Answers one line for each line that is read. A line that is refused answers {"error": "..."} and the run goes on.</summary>
internal static class CalcLoop
{
    // Errors are read by people: quotes and angle brackets stay as they are.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Which of two values of one field was meant is anybody's guess.
    private static readonly JsonDocumentOptions FieldsOnce = new() { AllowDuplicateProperties = false };

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
            var json = Encoding.UTF8.GetBytes(line);
            EnsureTexts(json);
            using var document = JsonDocument.Parse(json, FieldsOnce);
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

    // JSON lets one half of a surrogate pair stand as an escape. It is no text, and whoever reads it later fails without naming it.
    private static void EnsureTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException broken)
            {
                throw new CalcInputException($"{Encoding.UTF8.GetString(reader.ValueSpan)}: is no text: {broken.Message}");
            }
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
