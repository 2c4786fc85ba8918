using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>Groups of fields that several records share.</summary>
internal static class RecordFields
{
    public static WireWriter Market(this WireWriter writer, MarketConditions market) => writer
        .Number("sigma", market.Sigma)
        .Number("ts", market.TrendStrength)
        .Number("p_trend", market.Regimes.Trend)
        .Number("p_mr", market.Regimes.MeanReversion)
        .Number("p_chop", market.Regimes.Chop);

    public static MarketConditions Market(this WireReader reader) => new(
        reader.Number("sigma"), reader.Number("ts"),
        new RegimeProbabilities(reader.Number("p_trend"), reader.Number("p_mr"), reader.Number("p_chop")));

    /// <summary>ISO 8601 with a Z.</summary>
    public static WireWriter UtcTime(this WireWriter writer, string name, long epochSeconds) =>
        writer.Text(name, DateTimeOffset.FromUnixTimeSeconds(epochSeconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
}
