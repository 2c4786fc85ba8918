using QuantumTrader.Messaging;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability;

/// <summary>
/// A stage that looks at what the others write, again and again, and shows it; the loop of all exporters. It writes nothing. While the engine is away the last good figures stay, and its
/// own metrics say so.
/// </summary>
public abstract class ExporterStage : IStage, IHealth
{
    private readonly TimeSpan _interval;
    private DateTimeOffset _nextLook = DateTimeOffset.MinValue;

    /// <param name="look">What a look is called where its health is told.</param>
    private protected ExporterStage(StageContext context, string look, double intervalSeconds)
    {
        Context = context;
        _interval = TimeSpan.FromSeconds(intervalSeconds);
        Health = new PollHealth(look, _interval, context.Time);
    }

    public abstract string Name { get; }

    public IReadOnlyList<string> Inputs => [];

    public DateTimeOffset? NextDue => _nextLook;

    protected StageContext Context { get; }

    /// <summary>1 while the last look succeeded.</summary>
    protected abstract GaugeFamily RedisUp { get; }

    protected abstract CounterFamily Errors { get; }

    private protected PollHealth Health { get; }

    public ValueTask StartAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        var now = Context.Time.GetUtcNow();
        if (now < _nextLook)
            return false;
        try
        {
            await LookAsync(now, cancellation);
        }
        catch (EngineUnavailableException away)
        {
            RedisUp.Set(0);
            Errors.Add();
            Health.Failed(away.Message);
            Failed(now);
            throw;
        }

        RedisUp.Set(1);
        Health.Succeeded();
        _nextLook = now + _interval;
        return true;
    }

    /// <summary>Its metrics are about to be read.</summary>
    public abstract void Scraped();

    public string? Problem() => Health.Problem();

    public string? NotReady() => Health.NotReady();

    /// <summary>Reads what there is and shows it.</summary>
    protected abstract ValueTask LookAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The engine was away.</summary>
    protected virtual void Failed(DateTimeOffset now)
    {
    }
}
