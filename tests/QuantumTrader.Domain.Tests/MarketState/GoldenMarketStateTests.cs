using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

/// <summary>Cases computed by an independent program.</summary>
public sealed class GoldenMarketStateTests
{
    private const double RelativeTolerance = 1e-9;
    private const double AbsoluteTolerance = 1e-10;

    // Another solver ended its rounds elsewhere.
    private const double HuberTolerance = 1e-4;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    [Fact]
    public void EveryCase_GivesItsNumbersAndItsPublishedTexts()
    {
        var file = JsonNode.Parse(File.ReadAllText(SharedData.Require("golden/market_state.json")))!;
        var cases = file["cases"]!.AsArray();
        Assert.Equal((int)file["count"]!, cases.Count);

        foreach (var item in cases)
            Check(item!.AsObject());
    }

    private static void Check(JsonObject item)
    {
        var id = (string)item["id"]!;
        var theta = Theta(item["theta"]);
        var estimator = new MarketStateEstimator(theta);
        foreach (var price in item["prices"]!.AsArray())
            estimator.Add((double)price!);

        var hasReading = estimator.TryRead(out var reading);
        Assert.Equal(item["output"] is not null, hasReading);
        if (!hasReading)
            return;

        var tolerance = theta.Trend.Method == TrendMethod.Huber ? HuberTolerance : RelativeTolerance;
        var output = item["output"]!;
        var between = item["intermediates"]!;
        foreach (var (name, expected, actual) in (IEnumerable<(string, JsonNode?, double)>)[
            ("sigma", output["sigma"], reading.Sigma),
            ("mu", output["mu"], reading.Mu),
            ("ts", output["ts"], reading.TrendStrength),
            ("p_trend", output["regime_probs"]!["trend"], reading.Regimes.Trend),
            ("p_mr", output["regime_probs"]!["mr"], reading.Regimes.MeanReversion),
            ("p_chop", output["regime_probs"]!["chop"], reading.Regimes.Chop),
            ("dp", output["dp"], reading.DirectionalPersistence),
            ("vr", output["vr"], reading.VarianceRatio),
            ("spike_proxy", output["spike_proxy"], reading.SpikeProxy),
            ("sigma_ewma", between["sigma_ewma"], reading.SigmaEwma),
            ("sigma_mad", between["sigma_mad"], reading.SigmaMad),
            ("blend_weight", between["blend_weight"], reading.BlendWeight),
        ])
        {
            var value = (double)expected!;
            var allowed = Math.Max(AbsoluteTolerance, tolerance * Math.Abs(value));
            Assert.True(Math.Abs(actual - value) <= allowed, $"{id} {name}: {actual:R}, golden {value:R}");
        }

        if (item["published"] is JsonObject published)
            CheckPublished(id, published, reading);
    }

    private static void CheckPublished(string id, JsonObject published, MarketStateReading reading)
    {
        var texts = new Dictionary<string, string>
        {
            ["sigma"] = reading.Sigma.ToString("F8", CultureInfo.InvariantCulture),
            ["mu"] = reading.Mu.ToString("F8", CultureInfo.InvariantCulture),
            ["ts"] = reading.TrendStrength.ToString("F6", CultureInfo.InvariantCulture),
            ["p_trend"] = reading.Regimes.Trend.ToString("F6", CultureInfo.InvariantCulture),
            ["p_mr"] = reading.Regimes.MeanReversion.ToString("F6", CultureInfo.InvariantCulture),
            ["p_chop"] = reading.Regimes.Chop.ToString("F6", CultureInfo.InvariantCulture),
            ["dp"] = reading.DirectionalPersistence.ToString("F6", CultureInfo.InvariantCulture),
            ["vr"] = reading.VarianceRatio.ToString("F6", CultureInfo.InvariantCulture),
            ["spike_proxy"] = reading.SpikeProxy.ToString("F6", CultureInfo.InvariantCulture),
        };
        Assert.Equal(texts.Count, published.Count);
        foreach (var (field, text) in texts)
            Assert.Equal($"{id} {field} {published[field]}", $"{id} {field} {text}");
    }

    private static MarketStateTheta Theta(JsonNode? changes)
    {
        var merged = JsonSerializer.SerializeToNode(new MarketStateTheta(), Json)!.AsObject();
        merged.Remove("needed_closes");
        if (changes is not null)
            Merge(merged, changes.AsObject());
        return merged.Deserialize<MarketStateTheta>(Json)!;
    }

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach (var (name, change) in changes)
        {
            Assert.True(into.ContainsKey(name), $"{name} is not a parameter");
            if (change is JsonObject inner)
                Merge(into[name]!.AsObject(), inner);
            else
                into[name] = change!.DeepClone();
        }
    }
}
