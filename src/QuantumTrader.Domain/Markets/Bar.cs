namespace QuantumTrader.Domain.Markets;

/// <summary>One closed candle (kline) of a symbol. Prices in quote currency, volume in base currency, times in Unix milliseconds, UTC.</summary>
/// <param name="Symbol">Upper-case venue symbol, for example BTCUSDT.</param>
/// <param name="Interval">Length of the bar.</param>
/// <param name="OpenTimeMs">First millisecond of the bar; identifies the bar within its symbol.</param>
public sealed record Bar(
    string Symbol,
    BarInterval Interval,
    long OpenTimeMs,
    decimal Open,
    decimal High,
    decimal Low,
    decimal Close,
    decimal Volume)
{
    /// <summary>Last millisecond of the bar, as venues report it.</summary>
    public long CloseTimeMs => OpenTimeMs + Interval.Milliseconds - 1;

    /// <summary>The instant at which the bar is complete: the open time of the next one.</summary>
    public long EndTimeMs => OpenTimeMs + Interval.Milliseconds;
}
