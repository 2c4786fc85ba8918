using System.Text.Json;
using QuantumTrader.Cli.Calc;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>The recorded cases of a kernel, each with what <c>calc</c> answers when the case is its line of input.</summary>
internal static class GoldenCases
{
    public static IReadOnlyList<(JsonElement Case, JsonElement Answer)> Answered(string name, ICalculator calculator)
    {
        var golden = JsonElement.Parse(File.ReadAllText(SharedFolder.Find($"golden/{name}.json")));
        var cases = golden.GetProperty("cases").EnumerateArray()
            .Select(example => (example, JsonElement.Parse(CalcLoop.Answer(calculator, example.GetRawText()))))
            .ToList();
        Assert.Equal(golden.GetProperty("count").GetInt32(), cases.Count);
        return cases;
    }

    public static string Id(this JsonElement example) => example.GetProperty("id").GetString()!;

    public static bool IsRefused(this JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out _);

    public static IEnumerable<string> Texts(this JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);
}
