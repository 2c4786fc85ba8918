using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability.HarvestExporter;

/// <summary>P2.7: reads the harvest proposals and what the heat gate made of them, and shows them as metrics. While the engine is away the last good figures stay.</summary>
public sealed class HarvestExporterStage : IExporterStage
{
    private readonly StageContext _context;
    private readonly TimeSpan _interval;
    private readonly (string Symbol, HashKey<LooseFields> Proposal, HashKey<LooseFields> Calibrated)[] _symbols;
    private readonly HarvestExporterMetrics _metrics;
    private readonly PollHealth _health;
    private DateTimeOffset _nextPoll = DateTimeOffset.MinValue;

    public HarvestExporterStage(StageContext context, HarvestExporterOptions options)
    {
        _context = context;
        _interval = TimeSpan.FromSeconds(options.PollIntervalSeconds);
        _symbols = [.. options.Symbols.Select(symbol => (
            symbol, new HashKey<LooseFields>(options.HarvestPrefix + symbol), new HashKey<LooseFields>(Keys.CalibratedState(symbol).Name)))];
        _metrics = new HarvestExporterMetrics(context.Metrics);
        _health = new PollHealth("poll", _interval, context.Time);
    }

    public string Name => StageNames.HarvestExporter;

    public IReadOnlyList<string> Inputs => [];

    public DateTimeOffset? NextDue => _nextPoll;

    public ValueTask StartAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        var now = _context.Time.GetUtcNow();
        if (now < _nextPoll)
            return false;
        try
        {
            await PollAsync(cancellation);
        }
        catch (EngineUnavailableException away)
        {
            _metrics.RedisUp.Set(0);
            _metrics.Errors.Add();
            _health.Failed(away.Message);
            throw;
        }

        _metrics.RedisUp.Set(1);
        _health.Succeeded();
        _nextPoll = now + _interval;
        return true;
    }

    public void Scraped() => _metrics.CacheAge.Show(_health.Age?.TotalSeconds);

    public string? Problem() => _health.Problem();

    public string? NotReady() => _health.NotReady();

    private async ValueTask PollAsync(CancellationToken cancellation)
    {
        // All are on their way before the first is awaited.
        var reads = Array.ConvertAll(_symbols, one => (
            Proposal: _context.Store.GetAsync(one.Proposal, cancellation), Calibrated: _context.Store.GetAsync(one.Calibrated, cancellation)));
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
