namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// One line of a kline file, each value checked by itself. <paramref name="CloseTimeMs"/> is null when the file has no such column.
/// </summary>
internal readonly record struct KlineRow(
    long Line, long OpenTimeMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, long? CloseTimeMs);
