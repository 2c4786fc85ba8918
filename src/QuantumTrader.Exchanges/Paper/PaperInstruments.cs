using System.Collections.Frozen;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// Instrument rules without a venue to ask. Listed symbols have the rules of Binance USD-M perpetuals as its exchangeInfo gave them: of
/// 2025-08-07 for BTC, ETH, BCH, XRP, LTC, ETC, LINK, XLM, ADA, XMR, BNB and ATOM, of 2026-03-31 for the others; minimum quantity = one
/// step. For any other symbol they are derived from the prices that the feed shows, see <see cref="Derive"/>.
/// </summary>
public static class PaperInstruments
{
    private static readonly FrozenDictionary<string, InstrumentRules> Table = new[]
    {
        Rules("BTCUSDT", 0.1m, 0.001m, 100), Rules("ETHUSDT", 0.01m, 0.001m, 20), Rules("BCHUSDT", 0.01m, 0.001m, 20),
        Rules("XRPUSDT", 0.0001m, 0.1m, 5), Rules("LTCUSDT", 0.01m, 0.001m, 20), Rules("ETCUSDT", 0.001m, 0.01m, 20),
        Rules("LINKUSDT", 0.001m, 0.01m, 20), Rules("XLMUSDT", 0.00001m, 1, 5), Rules("ADAUSDT", 0.0001m, 1, 5),
        Rules("XMRUSDT", 0.01m, 0.001m, 5), Rules("BNBUSDT", 0.01m, 0.01m, 5), Rules("ATOMUSDT", 0.001m, 0.01m, 5),
        Rules("DOGEUSDT", 0.00001m, 1, 5), Rules("DOTUSDT", 0.001m, 0.1m, 5), Rules("SOLUSDT", 0.01m, 0.01m, 5),
        Rules("UNIUSDT", 0.001m, 1, 5), Rules("AVAXUSDT", 0.001m, 1, 5), Rules("NEARUSDT", 0.001m, 1, 5),
        Rules("AAVEUSDT", 0.01m, 0.1m, 5), Rules("FILUSDT", 0.001m, 0.1m, 5), Rules("1000SHIBUSDT", 0.000001m, 1, 5),
        Rules("OPUSDT", 0.0001m, 0.1m, 5), Rules("INJUSDT", 0.001m, 0.1m, 5), Rules("APTUSDT", 0.0001m, 0.1m, 5),
        Rules("ARBUSDT", 0.0001m, 0.1m, 5), Rules("1000PEPEUSDT", 0.0000001m, 1, 5), Rules("SUIUSDT", 0.0001m, 0.1m, 5),
        Rules("ENAUSDT", 0.0001m, 1, 5), Rules("LAYERUSDT", 0.0001m, 0.1m, 5),
    }.ToFrozenDictionary(rules => rules.Symbol, StringComparer.Ordinal);

    /// <summary>Every listed symbol.</summary>
    public static IEnumerable<InstrumentRules> All => Table.Values;

    /// <summary>The rules of a listed symbol; null for any other.</summary>
    public static InstrumentRules? Listed(string symbol) => Table.GetValueOrDefault(symbol);

    /// <summary>
    /// Rules for a symbol that is not listed: the tick is the last decimal its prices use; the step is the largest power of ten that is
    /// worth at most 1 quote unit at the price; the minimum quantity is one step and the minimum notional 5, the least that Binance asks
    /// anywhere.
    /// </summary>
    /// <param name="decimals">Decimals that the prices use, 0 to 28.</param>
    public static InstrumentRules Derive(string symbol, decimal price, int decimals)
    {
        var step = 1m;
        while (step * price > 1)
            step /= 10;
        while (step * 10 * price <= 1)
            step *= 10;
        return new(symbol, new decimal(1, 0, 0, isNegative: false, (byte)decimals), step, step, 5);
    }

    /// <summary>
    /// Rules of a symbol that is not listed, after one more bar: the first bar derives them; later ones only refine the tick, when a price
    /// uses more decimals than any before. The step stays, so that a position never comes off its grid.
    /// </summary>
    public static InstrumentRules Learn(InstrumentRules? known, Bar bar)
    {
        var decimals = Math.Max(Math.Max(Decimals(bar.Open), Decimals(bar.High)), Math.Max(Decimals(bar.Low), Decimals(bar.Close)));
        if (known is null)
            return Derive(bar.Symbol, bar.Close, decimals);
        return decimals > known.TickSize.Scale ? known with { TickSize = new decimal(1, 0, 0, isNegative: false, (byte)decimals) } : known;
    }

    // 83143.00 uses no decimals: recordings often pad prices to a fixed width. Dividing by this one takes trailing zeros away.
    private static int Decimals(decimal price) => (price / 1.0000000000000000000000000000m).Scale;

    private static InstrumentRules Rules(string symbol, decimal tick, decimal step, decimal minNotional) =>
        new(symbol, tick, step, step, minNotional);
}
