using System.Text.Json;
using QuantumTrader.Cli.Calc;

namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>Every recorded case of the three kernels, as its line stands in the file.</summary>
public sealed class GoldenCalcTests
{
    private const double Relative = 1e-9;
    private const double Absolute = 1e-10;

    // Huber's slope ends when its iteration does; the recorded one ended elsewhere.
    private const double HuberRelative = 1e-4;

    [Fact]
    public void Harvest_EveryCase_IsAnsweredAsRecorded()
    {
        foreach (var (example, answer) in GoldenCases.Answered("harvest", new HarvestCalculator()))
        {
            Same(example, example.GetProperty("output"), answer, Relative);
            Same(example, example.GetProperty("intermediates").GetProperty("k_components"), answer.GetProperty("k_components"), Relative);
        }
    }

    [Fact]
    public void Risk_EveryCase_IsAnsweredAsRecorded_OrRefusedWhereTheFileSaysSo()
    {
        var refused = 0;
        foreach (var (example, answer) in GoldenCases.Answered("risk_stops", new RiskCalculator()))
        {
            if (example.TryGetProperty("error", out _))
            {
                Assert.True(answer.IsRefused(), $"{example.Id()}: {answer} should be an error");
                refused++;
                continue;
            }

            var output = example.GetProperty("output");
            Same(example, Named(output, "proposed_sl", "proposed_tp", "reason_codes"), answer, Relative);

            // The recorded weighted multipliers are steps towards these and no part of the answer.
            var between = Named(
                output.GetProperty("audit").GetProperty("intermediates"),
                "stop_dist_pct", "tp_dist_pct", "trail_gap_pct", "tp_extension_factor", "raw_sl", "raw_tp", "trail_sl");
            Same(example, between, answer.GetProperty("intermediates"), Relative);
        }

        Assert.Equal(2, refused);
    }

    [Fact]
    public void MarketState_EveryCase_IsAnsweredAsRecorded_AndTooFewPricesByNull()
    {
        var tooFew = 0;
        foreach (var (example, answer) in GoldenCases.Answered("market_state", new MarketStateCalculator()))
        {
            var output = example.GetProperty("output");
            if (output.ValueKind == JsonValueKind.Null)
            {
                Assert.True(answer.ValueKind == JsonValueKind.Null, $"{example.Id()}: {answer} should be null");
                tooFew++;
                continue;
            }

            var tolerance = example.GetProperty("theta").ToString().Contains("huber", StringComparison.Ordinal) ? HuberRelative : Relative;
            Same(example, Named(output, "sigma", "mu", "ts", "regime_probs", "dp", "vr", "spike_proxy"), answer, tolerance);
        }

        Assert.Equal(3, tooFew);
    }

    private static JsonElement Named(JsonElement all, params IEnumerable<string> names) =>
        JsonSerializer.SerializeToElement(names.ToDictionary(name => name, name => all.GetProperty(name)));

    private static void Same(JsonElement example, JsonElement expected, JsonElement answer, double relative)
    {
        foreach (var field in expected.EnumerateObject())
        {
            var what = $"{example.Id()} {field.Name}";
            Assert.True(answer.TryGetProperty(field.Name, out var actual), $"{what} is not in {answer}");
            if (field.Value.ValueKind == JsonValueKind.Object)
            {
                Same(example, field.Value, actual, relative);
            }
            else if (field.Value.ValueKind == JsonValueKind.Number)
            {
                Assert.True(actual.ValueKind == JsonValueKind.Number, $"{what}: {actual} is no number");
                var (wanted, found) = (field.Value.GetDouble(), actual.GetDouble());
                var allowed = Math.Max(Absolute, relative * Math.Abs(wanted));
                Assert.True(Math.Abs(found - wanted) <= allowed, $"{what}: {found:R}, recorded {wanted:R}");
            }
            else if (field.Value.ValueKind == JsonValueKind.Array)
            {
                Assert.Equal($"{what} {string.Join(',', field.Value.Texts())}", $"{what} {string.Join(',', actual.Texts())}");
            }
            else
            {
                Assert.Equal($"{what} {field.Value.GetRawText()}", $"{what} {actual.GetRawText()}");
            }
        }
    }
}
