using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// Market state of a symbol, hash <c>quantum:marketstate:{S}</c>. Contract section 1. The values are those that the fixed formats can hold, so that
/// a reader decides alike whether it got the object or its fields.
/// </summary>
/// <param name="InputsEpoch">End of the newest bar it was computed from (<c>ts_timestamp</c>), Unix seconds.</param>
/// <param name="Interval">Length of those bars.</param>
/// <param name="BufferSize">Closes held when it was computed.</param>
public sealed record MarketStateRecord(
    double Sigma,
    double Mu,
    double TrendStrength,
    RegimeProbabilities Regimes,
    double DirectionalPersistence,
    double VarianceRatio,
    double SpikeProxy,
    long InputsEpoch,
    int BufferSize,
    BarInterval Interval,
    Provenance Source) : IWireRecord<MarketStateRecord>
{
    private const int SigmaDecimals = 8;
    private const int OtherDecimals = 6;

    public MarketConditions Conditions => new(Sigma, TrendStrength, Regimes);

    public static MarketStateRecord Of(MarketStateReading reading, long inputsEpoch, int bufferSize, BarInterval interval, Provenance source) => new(
        Held(reading.Sigma, SigmaDecimals),
        Held(reading.Mu, SigmaDecimals),
        Held(reading.TrendStrength, OtherDecimals),
        new RegimeProbabilities(
            Held(reading.Regimes.Trend, OtherDecimals), Held(reading.Regimes.MeanReversion, OtherDecimals), Held(reading.Regimes.Chop, OtherDecimals)),
        Held(reading.DirectionalPersistence, OtherDecimals),
        Held(reading.VarianceRatio, OtherDecimals),
        Held(reading.SpikeProxy, OtherDecimals),
        inputsEpoch, bufferSize, interval, source);

    public void Write(WireWriter writer) => writer
        .Fixed("sigma", Sigma, SigmaDecimals)
        .Fixed("mu", Mu, SigmaDecimals)
        .Fixed("ts", TrendStrength, OtherDecimals)
        .Fixed("p_trend", Regimes.Trend, OtherDecimals)
        .Fixed("p_mr", Regimes.MeanReversion, OtherDecimals)
        .Fixed("p_chop", Regimes.Chop, OtherDecimals)
        .Fixed("dp", DirectionalPersistence, OtherDecimals)
        .Fixed("vr", VarianceRatio, OtherDecimals)
        .Fixed("spike_proxy", SpikeProxy, OtherDecimals)
        .Integer("ts_timestamp", InputsEpoch)
        .Integer("buffer_size", BufferSize)
        .Text("interval", Interval.ToString())
        .Source(Source);

    public static MarketStateRecord Read(WireReader reader) => new(
        reader.Number("sigma"),
        reader.Number("mu"),
        reader.Number("ts"),
        new RegimeProbabilities(reader.Number("p_trend"), reader.Number("p_mr"), reader.Number("p_chop")),
        reader.Number("dp"),
        reader.Number("vr"),
        reader.Number("spike_proxy"),
        reader.Integer("ts_timestamp"),
        (int)reader.Integer("buffer_size"),
        ReadInterval(reader),
        reader.Source());

    // Other writers of this hash know bars of one minute only and do not say so.
    private static BarInterval ReadInterval(WireReader reader)
    {
        if (reader.OptionalText("interval") is not { } text)
            return BarInterval.OneMinute;
        return BarInterval.TryParse(text, out var interval)
            ? interval
            : throw reader.Fail("interval", text, "must be one of " + string.Join(", ", BarInterval.All));
    }

    private static double Held(double value, int decimals) =>
        WireNumber.TryParse(WireNumber.FormatFixed(value, decimals), out double held)
            ? held
            : throw new InvalidOperationException($"{value} does not survive its own format");
}
