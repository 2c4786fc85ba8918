using System.Globalization;
using QuantumTrader.EndToEnd.Tests.Harness;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>The fields and number formats that other programs rely on. Contract sections 0 to 3 and 5.</summary>
internal static class RecordShape
{
    private const string Shortest = @"^-?(\d+\.\d+|\d(\.\d+)?e[+-]\d\d+)$";
    private const string OptionalNumber = @"^$|" + Shortest;
    private const string Eight = @"^-?\d+\.\d{8}$";
    private const string Six = @"^-?\d+\.\d{6}$";
    private const string Integer = @"^\d+$";
    private const string OptionalInteger = @"^\d*$";
    private const string Codes = @"^([a-z0-9_]+(,[a-z0-9_]+)*)?$";
    private const string UtcTime = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$";
    private const string Source = "^replay$";

    private static readonly (string Field, string Format)[] MarketState =
    [
        ("sigma", Eight), ("mu", Eight), ("ts", Six), ("p_trend", Six), ("p_mr", Six), ("p_chop", Six), ("dp", Six), ("vr", Six), ("spike_proxy", Six),
        ("ts_timestamp", Integer), ("buffer_size", Integer), ("source", Source),
    ];

    private static readonly (string Field, string Format)[] Common =
    [
        ("reason_codes", Codes), ("ts", Shortest), ("sigma", Shortest), ("p_trend", Shortest), ("p_mr", Shortest), ("p_chop", Shortest),
        ("computed_at_utc", UtcTime), ("last_update_epoch", Integer), ("position_side", "^(LONG|SHORT)$"), ("position_age_sec", Shortest),
        ("position_current_price", Shortest), ("position_entry_price", Shortest), ("source", Source), ("inputs_epoch", Integer),
    ];

    private static readonly (string Field, string Format)[] Risk =
    [
        .. Common, ("proposed_sl", Shortest), ("proposed_tp", Shortest), ("stop_dist_pct", Shortest), ("tp_dist_pct", Shortest), ("trail_gap_pct", Shortest),
    ];

    private static readonly (string Field, string Format)[] Harvest =
    [
        .. Common, ("harvest_action", "^(NONE|PARTIAL_25|PARTIAL_50|PARTIAL_75|FULL_CLOSE_PROPOSED|UPDATE_SL)$"), ("new_sl_proposed", OptionalNumber),
        ("R_net", Shortest), ("risk_unit", Shortest), ("cost_est", Shortest), ("kill_score", Shortest), ("k_regime_flip", Shortest),
        ("k_sigma_spike", Shortest), ("k_ts_drop", Shortest), ("k_age_penalty", Shortest), ("position_unrealized_pnl", Shortest),
        ("position_quantity", Shortest), ("plan_id", "^[0-9a-f]{16}$|^$"), ("trace_id", ".+"), ("symbol", ".+"), ("position_opened_epoch", Integer),
        ("full_close_since_epoch", OptionalInteger), ("computed_ms", Integer), ("position_epoch", Integer), ("market_epoch", Integer),
        ("risk_epoch", OptionalInteger), ("theta_id", "^[0-9a-f]+$"),
    ];

    private static readonly (string Field, string Format)[] Position =
    [
        ("position_amt", Shortest), ("side", "^(LONG|SHORT|FLAT)$"), ("quantity", Shortest), ("entry_price", Shortest), ("mark_price", Shortest),
        ("current_price", Shortest), ("unrealized_pnl", Shortest), ("notional_usd", Shortest), ("leverage", Shortest), ("peak_price", Shortest),
        ("trough_price", Shortest), ("opened_epoch", Integer), ("age_sec", Integer), ("current_sl", OptionalNumber), ("current_tp", OptionalNumber),
        ("sl_confirmed", "^[01]$"), ("ts_epoch", Integer), ("source", Source), ("symbol", ".+"),
    ];

    /// <summary>Market state, risk, harvest and position of the symbol, and all stream entries. To be called soon: the hashes have a life.</summary>
    public static async Task AssertAsync(RedisView view, string symbol)
    {
        await AssertHashAsync(view, "quantum:marketstate:" + symbol, MarketState, ["interval"], lifeSec: 180);
        await AssertHashAsync(view, "quantum:risk:proposal:" + symbol, Risk, ["symbol"], lifeSec: 80);
        await AssertHashAsync(view, "quantum:harvest:proposal:" + symbol, Harvest, [], lifeSec: 360);
        await AssertHashAsync(view, "quantum:state:positions:" + symbol, Position, [], lifeSec: 3600);
        foreach (var entry in await view.StreamAsync("quantum:stream:harvest.proposal"))
            AssertFields("harvest.proposal", entry, Harvest, []);
        foreach (var entry in await view.StreamAsync("quantum:stream:risk.proposal"))
            AssertFields("risk.proposal", entry, Risk, ["symbol"]);
        foreach (var entry in await view.StreamAsync("quantum:stream:marketstate"))
        {
            (string, string)[] fields =
                [("symbol", ".+"), ("ts", Shortest), ("sigma", Shortest), ("mu", Shortest), ("regime", "^(trend|mr|chop)$"), ("timestamp", Integer), ("source", Source)];
            AssertFields("marketstate", entry, fields, []);
        }
    }

    private static async Task AssertHashAsync(RedisView view, string key, (string Field, string Format)[] fields, string[] more, int lifeSec)
    {
        var hash = await view.HashAsync(key);
        Assert.True(hash is not null, $"{key} is not there");
        AssertFields(key, hash, fields, more);
        Assert.InRange(await view.TimeToLiveAsync(key), 1, lifeSec);
    }

    private static void AssertFields(string where, Dictionary<string, string> found, (string Field, string Format)[] fields, string[] more)
    {
        Assert.Equal(
            fields.Select(field => field.Field).Concat(more).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var (field, format) in fields)
        {
            Assert.True(
                System.Text.RegularExpressions.Regex.IsMatch(found[field], format, default, TimeSpan.FromSeconds(1)),
                string.Create(CultureInfo.InvariantCulture, $"{where}: {field} = '{found[field]}' is not of the form {format}"));
        }
    }
}
