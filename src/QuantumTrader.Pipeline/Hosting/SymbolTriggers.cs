using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Which symbols a publisher has to look at again: those whose inputs had news, and all of them when the interval is over.</summary>
public sealed class SymbolTriggers(
    IReadOnlyList<string> symbols, TimeSpan interval, string group, IStreamBus bus, TimeProvider time, ILogger log)
{
    private readonly HashSet<string> _known = [.. symbols];
    private readonly List<ISource> _sources = [];
    private readonly HashSet<string> _due = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _later = new(StringComparer.Ordinal);
    private DateTimeOffset _nextCycle = DateTimeOffset.MinValue;

    public IReadOnlyList<string> Streams => [.. _sources.Select(source => source.Stream)];

    /// <summary>When the interval is over (the first cycle is due at once) or a symbol that was put off is due.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            var next = _nextCycle;
            foreach (var instant in _later.Values)
                next = instant < next ? instant : next;
            return next;
        }
    }

    /// <summary>Looks at the symbol again at the instant, if nothing brings it up before.</summary>
    public void Later(string symbol, DateTimeOffset instant) => _later[symbol] = instant;

    /// <summary>The state before the start is in the hashes and the first cycle looks at all of it, so a group begins at the end.</summary>
    public SymbolTriggers On<T>(StreamKey<T> stream, Func<T, string> symbolOf)
        where T : class, IWireRecord<T>
    {
        var consumer = new StreamConsumer<T>(bus, stream, new Consumer(group, group), GroupStart.End, time, log);
        _sources.Add(new Source<T>(consumer, symbolOf));
        return this;
    }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        foreach (var source in _sources)
            await source.StartAsync(cancellation);
    }

    /// <summary>
    /// Evaluates what is due, in the order of the symbol list. The entries that asked for it are acknowledged after <paramref name="evaluate"/> has
    /// run, so that a crash in between repeats the work instead of losing it.
    /// </summary>
    public async ValueTask<bool> StepAsync(Func<IReadOnlyList<string>, CancellationToken, ValueTask> evaluate, CancellationToken cancellation)
    {
        var worked = false;
        try
        {
            // All the news first: a symbol whose three inputs changed is evaluated once.
            worked |= await TakeAsync(cancellation) > 0;
            var now = time.GetUtcNow();
            worked |= AddOverdue(now);

            if (_due.Count > 0)
            {
                worked = true;
                await evaluate(InOrder(), cancellation);
            }

            _due.Clear();
            if (now >= _nextCycle)
                _nextCycle = now + interval;
            await AcknowledgeAsync(cancellation);
            return worked;
        }
        catch
        {
            foreach (var source in _sources)
                source.Abandon();
            throw;
        }
    }

    private async ValueTask<int> TakeAsync(CancellationToken cancellation)
    {
        var takes = new ValueTask<int>[_sources.Count];
        for (var i = 0; i < takes.Length; i++)
            takes[i] = _sources[i].TakeAsync(cancellation);
        var seen = await Together.AllAsync(takes);

        // Streams carry other symbols too; they are somebody else's.
        foreach (var source in _sources)
        {
            foreach (var symbol in source.News)
            {
                if (_known.Contains(symbol))
                    _due.Add(symbol);
            }
        }

        return seen.Sum();
    }

    // In one round trip.
    private ValueTask AcknowledgeAsync(CancellationToken cancellation)
    {
        var acknowledgements = new ValueTask[_sources.Count];
        for (var i = 0; i < acknowledgements.Length; i++)
            acknowledgements[i] = _sources[i].AcknowledgeAsync(cancellation);
        return Together.AllAsync(acknowledgements);
    }

    private bool AddOverdue(DateTimeOffset now)
    {
        var any = false;
        if (now >= _nextCycle)
        {
            _due.UnionWith(symbols);
            any = true;
        }

        if (_later.Count == 0)
            return any;
        foreach (var (symbol, instant) in _later)
        {
            if (now >= instant)
                any |= _due.Add(symbol);
        }

        foreach (var symbol in _due)
            _later.Remove(symbol);
        return any;
    }

    private List<string> InOrder()
    {
        var due = new List<string>(_due.Count);
        foreach (var symbol in symbols)
        {
            if (_due.Contains(symbol))
                due.Add(symbol);
        }

        return due;
    }

    private interface ISource
    {
        string Stream { get; }

        /// <summary>Symbols of the last batch.</summary>
        IReadOnlyCollection<string> News { get; }

        ValueTask StartAsync(CancellationToken cancellation);

        ValueTask<int> TakeAsync(CancellationToken cancellation);

        ValueTask AcknowledgeAsync(CancellationToken cancellation);

        void Abandon();
    }

    private sealed class Source<T>(StreamConsumer<T> consumer, Func<T, string> symbolOf) : ISource
        where T : class, IWireRecord<T>
    {
        private readonly HashSet<string> _news = new(StringComparer.Ordinal);

        public string Stream => consumer.Stream;

        public IReadOnlyCollection<string> News => _news;

        public ValueTask StartAsync(CancellationToken cancellation) => consumer.StartAsync(cancellation);

        public ValueTask<int> TakeAsync(CancellationToken cancellation)
        {
            _news.Clear();
            return consumer.TakeAsync(record => _news.Add(symbolOf(record)), cancellation);
        }

        public ValueTask AcknowledgeAsync(CancellationToken cancellation) => consumer.AcknowledgeAsync(cancellation);

        public void Abandon() => consumer.Abandon();
    }
}
