using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.HarvestExporter;

/// <summary>P2.7: reads the harvest proposals and what the heat gate made of them, and shows them as metrics.</summary>
public sealed class HarvestExporterStage : ExporterStage
{
    private readonly (string Symbol, HashKey<LooseFields> Proposal, HashKey<LooseFields> Calibrated)[] _symbols;
    private readonly HarvestExporterMetrics _metrics;

    public HarvestExporterStage(StageContext context, HarvestExporterOptions options)
        : base(context, "poll", options.PollIntervalSeconds)
    {
        _symbols = [.. options.Symbols.Select(symbol => (
            symbol, new HashKey<LooseFields>(options.HarvestPrefix + symbol), new HashKey<LooseFields>(Keys.CalibratedState(symbol).Name)))];
        _metrics = new HarvestExporterMetrics(context.Metrics);
    }

    public override string Name => StageNames.HarvestExporter;

    protected override GaugeFamily RedisUp => _metrics.RedisUp;

    protected override CounterFamily Errors => _metrics.Errors;

    public override void Scraped() => _metrics.CacheAge.Show(Health.Age?.TotalSeconds);

    protected override async ValueTask LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // All are on their way before the first is awaited.
        var reads = Array.ConvertAll(_symbols, one => (
            Proposal: Context.Store.GetAsync(one.Proposal, cancellation), Calibrated: Context.Store.GetAsync(one.Calibrated, cancellation)));
        for (var i = 0; i < reads.Length; i++)
            _metrics.Show(_symbols[i].Symbol, Usable(await reads[i].Proposal), Usable(await reads[i].Calibrated));
    }

    private LooseFields? Usable(Stored<LooseFields> stored)
    {
        if (stored.Error is not null)
            _metrics.Count(Malformed.WrongType);
        return stored.Value;
    }
}
