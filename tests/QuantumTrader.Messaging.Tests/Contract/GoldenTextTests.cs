using System.Globalization;
using System.Text.Json;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Contract;

/// <summary>The texts that were recorded for each golden case come out of this writer again.</summary>
public sealed class GoldenTextTests
{
    [Theory]
    [InlineData("harvest", 1_000)]
    [InlineData("risk_stops", 300)]
    public void PublishedNumbers_OfTheOutput_FormatTheSame(string name, int atLeast)
    {
        var compared = 0;
        foreach (var (id, output, published) in Cases(name))
        {
            foreach (var field in published.EnumerateObject())
            {
                if (!output.TryGetProperty(field.Name, out var number) || number.ValueKind != JsonValueKind.Number)
                    continue;
                Assert.Equal($"{id} {field.Name} {field.Value}", $"{id} {field.Name} {WireNumber.Format(number.GetDouble())}");
                compared++;
            }
        }

        Assert.True(compared >= atLeast, $"only {compared} numbers were compared");
    }

    [Theory]
    [InlineData("harvest", 3_000)]
    [InlineData("risk_stops", 1_500)]
    public void PublishedNumbers_ParseAndFormatToTheSameText(string name, int atLeast)
    {
        var compared = 0;
        foreach (var (id, _, published) in Cases(name))
        {
            foreach (var field in published.EnumerateObject())
            {
                if (!WireNumber.TryParse(field.Value.GetString()!, out double number))
                    continue;
                Assert.Equal($"{id} {field.Name} {field.Value}", $"{id} {field.Name} {WireNumber.Format(number)}");
                compared++;
            }
        }

        Assert.True(compared >= atLeast, $"only {compared} numbers were compared");
    }

    [Fact]
    public void MarketState_FixedNumbers_FormatTheSame()
    {
        var compared = 0;
        foreach (var (id, output, published) in Cases("market_state"))
        {
            foreach (var field in published.EnumerateObject())
            {
                var text = field.Value.GetString()!;
                var number = field.Name.StartsWith("p_", StringComparison.Ordinal)
                    ? output.GetProperty("regime_probs").GetProperty(field.Name[2..])
                    : output.GetProperty(field.Name);
                var decimals = text.Length - text.IndexOf('.') - 1;
                Assert.Equal(field.Name is "sigma" or "mu" ? 8 : 6, decimals);
                Assert.Equal($"{id} {field.Name} {text}", $"{id} {field.Name} {WireNumber.FormatFixed(number.GetDouble(), decimals)}");
                compared++;
            }
        }

        Assert.True(compared >= 400, string.Create(CultureInfo.InvariantCulture, $"only {compared} numbers were compared"));
    }

    private static IEnumerable<(string Id, JsonElement Output, JsonElement Published)> Cases(string name)
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find($"golden/{name}.json")));
        foreach (var example in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (example.TryGetProperty("published", out var published) && published.ValueKind == JsonValueKind.Object)
                yield return (example.GetProperty("id").GetString()!, example.GetProperty("output"), published);
        }
    }
}
