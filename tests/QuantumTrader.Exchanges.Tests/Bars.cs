using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Tests;

/// <summary>Bars for tests: minute n starts n minutes after a round instant.</summary>
internal static class Bars
{
    public const string Symbol = "TESTUSDT";

    public const long StartMs = 1_700_000_040_000;

    public static Bar At(int minute, decimal open, decimal high, decimal low, decimal close, string symbol = Symbol) =>
        new(symbol, BarInterval.OneMinute, StartMs + (minute * 60_000L), open, high, low, close, 10);

    public static Bar Flat(int minute, decimal price, string symbol = Symbol) => At(minute, price, price, price, price, symbol);
}
