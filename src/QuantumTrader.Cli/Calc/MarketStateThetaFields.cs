using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Cli.Calc;

/// <summary>Reads a market-state theta: what is given goes over the defaults, at every depth; unknown names are refused.</summary>
internal static class MarketStateThetaFields
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<TrendMethod>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="CalcInputException">A name is unknown, a value is of the wrong kind, or values break their rules; all rules at once.</exception>
    public static MarketStateTheta Read(JsonObjectReader? given)
    {
        var theta = given is { } overrides ? Deserialize(overrides.Json) : new MarketStateTheta();
        var faults = theta.Validate();
        return faults.Count == 0 ? theta : throw new CalcInputException("theta: " + string.Join("; ", faults));
    }

    private static MarketStateTheta Deserialize(JsonElement json)
    {
        try
        {
            return json.Deserialize<MarketStateTheta>(Strict) ?? new MarketStateTheta();
        }
        catch (JsonException fault)
        {
            throw new CalcInputException($"theta: {fault.Message}");
        }
    }
}
