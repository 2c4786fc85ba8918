namespace QuantumTrader.Exchanges.Feeds;

/// <summary>The columns of a kline file that are read. The first six are required, in the order of their names in <see cref="KlineHeader"/>.</summary>
internal enum KlineColumn
{
    OpenTime,
    Open,
    High,
    Low,
    Close,
    Volume,
    CloseTime,
    Ignored,
}
