using System.Globalization;
using System.Net;
using System.Text;

namespace QuantumTrader.Cli.Replay;

/// <summary>A page that stands alone: the summary and the equity curve. No script, nothing fetched.</summary>
internal static class ReplayReport
{
    private const int Width = 960;
    private const int Height = 280;
    private const int Margin = 12;
    private const int LabelWidth = 84;

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2.5rem auto;max-width:62rem;padding:0 1rem;color:#1d2733;background:#fff}
        h1{font-size:1.5rem;margin:0 0 .25rem}p.sub{color:#66727f;margin:0 0 1.5rem}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin-bottom:1.5rem}
        .tile{border:1px solid #dfe5eb;border-radius:8px;padding:.7rem .9rem}.tile b{display:block;font-size:1.25rem;font-variant-numeric:tabular-nums}
        .tile span{color:#66727f;font-size:.85rem}svg{width:100%;height:auto;border:1px solid #dfe5eb;border-radius:8px}
        table{border-collapse:collapse;margin-top:1.5rem}td,th{padding:.25rem 1.25rem .25rem 0;text-align:left}td+td,th+th{text-align:right}
        code{font-size:.85rem;word-break:break-all}@media(prefers-color-scheme:dark){body{background:#12171d;color:#dbe3ea}
        .tile,svg{border-color:#2b3540}.tile span,p.sub{color:#93a0ad}}
        """;

    public static string Html(ReplaySummary s, IReadOnlyList<EquityPoint> curve)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append("<title>Quantum Trader replay</title><style>").Append(Style).Append("</style></head><body><h1>Replay</h1>");
        page.Append($"<p class=\"sub\">{s.Bars.ToString("N0", CultureInfo.InvariantCulture)} bars of {WebUtility.HtmlEncode(string.Join(", ", s.Symbols))} over {Fixed(s.SpanDays, 1)} days</p>");
        page.Append("<div class=\"tiles\">");
        Tile(page, Fixed(s.HarvestedR, 2) + " R", "harvested");
        Tile(page, Money(s.RealizedPnl), "realised profit, USDT");
        Tile(page, Money(s.Fees), "fees, USDT");
        Tile(page, Money(s.UnrealizedPnl), "unrealised profit, USDT");
        Tile(page, Fixed(s.MaxDrawdownPct, 2) + " %", "largest draw-down");
        Tile(page, s.PositionsOpened.ToString("N0", CultureInfo.InvariantCulture), "positions opened");
        Tile(page, s.Proposals.ToString("N0", CultureInfo.InvariantCulture), "proposals published");
        Tile(page, s.PlansExecuted.ToString("N0", CultureInfo.InvariantCulture), "plans executed");
        Tile(page, s.StopsMoved.ToString("N0", CultureInfo.InvariantCulture), "stops moved");
        Tile(page, s.Fills.ToString("N0", CultureInfo.InvariantCulture), "fills");
        Tile(page, s.UnprotectedSecondsMax.ToString("N0", CultureInfo.InvariantCulture) + " s", "longest unprotected");
        page.Append("</div>").Append(Chart(curve));
        Counts(page, "Proposed", s.Actions);
        Counts(page, "Changed by the heat gate", s.Downgrades);
        Counts(page, "Planned", s.PlanDecisions);
        Counts(page, s.HarvestEngine == "brain" ? "Asked for by the ladder" : "Suggested by the ladder", s.LadderActs);
        Counts(page, "Denied", s.Denials);
        page.Append($"<p>Fingerprint <code>{s.Fingerprint}</code></p></body></html>");
        return page.ToString();
    }

    private static void Tile(StringBuilder page, string value, string label) => page.Append($"<div class=\"tile\"><b>{value}</b><span>{label}</span></div>");

    private static void Counts(StringBuilder page, string title, IReadOnlyDictionary<string, int> counts)
    {
        if (counts.Count == 0)
            return;
        page.Append($"<table><tr><th>{title}</th><th>Count</th></tr>");
        foreach (var (name, count) in counts)
            page.Append($"<tr><td>{WebUtility.HtmlEncode(name)}</td><td>{count.ToString("N0", CultureInfo.InvariantCulture)}</td></tr>");
        page.Append("</table>");
    }

    private static string Chart(IReadOnlyList<EquityPoint> curve)
    {
        if (curve.Count < 2)
            return "";
        var (low, high) = (curve.Min(point => point.Equity), curve.Max(point => point.Equity));
        var range = high == low ? 1 : high - low;
        var (start, span) = (curve[0].Epoch, Math.Max(1, curve[^1].Epoch - curve[0].Epoch));
        var points = string.Join(' ', curve.Select(point => string.Create(CultureInfo.InvariantCulture,
            $"{LabelWidth + ((point.Epoch - start) * (double)(Width - LabelWidth - Margin) / span):0.#},{Margin + ((double)((high - point.Equity) / range) * (Height - (2 * Margin))):0.#}")));
        return $"""
            <svg viewBox="0 0 {Width} {Height + 24}" role="img" aria-label="equity over time">
            <text x="8" y="{Margin + 8}" font-size="12" fill="#8592a0">{Money(high)}</text><text x="8" y="{Height - Margin}" font-size="12" fill="#8592a0">{Money(low)}</text>
            <text x="{LabelWidth}" y="{Height + 14}" font-size="12" fill="#8592a0">{Day(start)}</text><text x="{Width - Margin}" y="{Height + 14}" font-size="12" fill="#8592a0" text-anchor="end">{Day(curve[^1].Epoch)}</text>
            <polyline fill="none" stroke="#2f7dd1" stroke-width="1.6" points="{points}"/></svg>
            """;
    }

    private static string Day(long epoch) => DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Fixed(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
