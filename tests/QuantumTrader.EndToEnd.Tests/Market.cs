using System.Globalization;
using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>Inputs as another program writes them: the fields of contract sections 1 and 5.1, fresh, <c>source=exchange</c>.</summary>
internal static class Market
{
    private const double Entry = 100;
    private const double Quantity = 2;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A calm trend: the kill score stays below its threshold, so that the action is what R says.</summary>
    public static Task WriteAsync(RedisView view, string symbol) => view.SetAsync(
        "quantum:marketstate:" + symbol,
        ("sigma", "0.00500000"), ("mu", "0.00010000"), ("ts", "0.400000"), ("p_trend", "0.600000"), ("p_mr", "0.200000"), ("p_chop", "0.200000"),
        ("dp", "0.500000"), ("vr", "1.000000"), ("spike_proxy", "0.900000"), ("ts_timestamp", Text(Now)), ("buffer_size", "300"), ("source", "exchange"));

    /// <summary>A long position of 2 at 100 with its stop at 98, an hour old.</summary>
    public static Task WritePositionAsync(RedisView view, string symbol, double price) => view.SetAsync(
        "quantum:state:positions:" + symbol,
        ("symbol", symbol), ("position_amt", Text(Quantity)), ("side", "LONG"), ("quantity", Text(Quantity)), ("entry_price", Text(Entry)),
        ("mark_price", Text(price)), ("current_price", Text(price)), ("unrealized_pnl", Text((price - Entry) * Quantity)),
        ("notional_usd", Text(price * Quantity)), ("leverage", "10.0"), ("peak_price", Text(Math.Max(price, Entry))), ("trough_price", "99.0"),
        ("opened_epoch", Text(Now - 3600)), ("age_sec", "3600"), ("current_sl", "98.0"), ("current_tp", ""), ("sl_confirmed", "1"),
        ("ts_epoch", Text(Now)), ("source", "exchange"));

    public static Task WriteFlatAsync(RedisView view, string symbol) => view.SetAsync(
        "quantum:state:positions:" + symbol,
        ("position_amt", "0.0"), ("side", "FLAT"), ("quantity", "0.0"), ("unrealized_pnl", "0.0"), ("current_sl", ""), ("ts_epoch", Text(Now)));

    private static string Text(double value) => value.ToString("0.0###", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
