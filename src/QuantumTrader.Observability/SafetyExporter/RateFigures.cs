using System.Globalization;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>How full the safety kernel's window is, and which symbols fill it. The ranks of one sample take the place of those before in whole.</summary>
internal sealed class RateFigures(MetricSet metrics, IEngine engine, int windowSec, MalformedCounter malformed)
{
    private const int Ranks = 5;
    private const string Nobody = "none";

    private readonly GaugeFamily _global = new(metrics, "quantum_safety_rate_global_current_window", "Intents counted in the current window.");
    private readonly GaugeFamily _top = new(
        metrics, "quantum_safety_rate_symbol_top", "Intents of the symbols with the most in the current window; ranks 1 to 5, those that exist.", "rank", "symbol");
    private readonly GaugeFamily _names = new(
        metrics, "quantum_safety_rate_symbol_top5_info", "1, labelled with those symbols, comma-separated, or none.", "symbols");

    public async ValueTask SampleAsync(long nowEpoch, CancellationToken cancellation)
    {
        var bucket = SafetyLimits.BucketOf(nowEpoch, windowSec);
        var global = await engine.Store.GetTextAsync(Keys.GlobalRate(bucket), cancellation);
        _global.Show(global.IsMissing ? 0 : CountOf(global));

        var (prefix, suffix) = Keys.AroundSymbolRate(bucket);
        var keys = await engine.Monitor.FindKeysAsync(prefix, suffix, cancellation);
        var reads = keys.Select(key => (Symbol: Words.Symbol(key[prefix.Length..^suffix.Length]), Read: engine.Store.GetTextAsync(key, cancellation))).ToList();
        var counts = new List<(string Symbol, double Count)>();
        foreach (var (symbol, read) in reads)
        {
            var stored = await read;
            if (!stored.IsMissing && CountOf(stored) is { } count)
                counts.Add((symbol, count));
        }

        var top = counts.OrderByDescending(one => one.Count).ThenBy(one => one.Symbol, StringComparer.Ordinal).Take(Ranks).ToList();
        _top.Replace(top.Select((one, i) => KeyValuePair.Create<string[], double>([(i + 1).ToString(CultureInfo.InvariantCulture), one.Symbol], one.Count)));
        _names.Replace([KeyValuePair.Create<string[], double>([top.Count == 0 ? Nobody : string.Join(',', top.Select(one => one.Symbol))], 1)]);
    }

    private double? CountOf(Stored<string> stored)
    {
        if (stored.Error is not null)
            malformed.Count(Malformed.WrongType);
        else if (long.TryParse(stored.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count;
        else
            malformed.Count(Malformed.NotANumber);
        return null;
    }
}
