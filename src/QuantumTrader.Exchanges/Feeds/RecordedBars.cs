using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Recorded klines of several symbols, merged by end time and then by symbol (ordinal).</summary>
public sealed class RecordedBars : IBarSource
{
    private readonly KlineSeries[] _series;
    private readonly PriorityQueue<Bar, (long EndTimeMs, int Series)> _heads = new();
    private int? _taken;
    private BarSourceException? _fault;

    private RecordedBars(BarInterval interval, KlineSeries[] series)
    {
        Interval = interval;
        _series = series;
        Symbols = Array.ConvertAll(series, one => one.Symbol);
        for (var i = 0; i < series.Length; i++)
            Enqueue(i);
    }

    public Provenance Source => Provenance.Replay;

    public IReadOnlyList<string> Symbols { get; }

    public BarInterval Interval { get; }

    /// <summary>Places within a file where bars were missing, in what was read so far.</summary>
    public int Gaps => _series.Sum(one => one.Gaps);

    /// <summary>Bars missing within files, in what was read so far.</summary>
    public long MissingBars => _series.Sum(one => one.MissingBars);

    /// <param name="paths">Files, folders and patterns, as in <see cref="KlinePaths"/>.</param>
    /// <exception cref="BarSourceException">Nothing found, a file that is no kline file, two intervals, or an overlap that shows at the
    /// start.</exception>
    public static RecordedBars Open(IEnumerable<string> paths)
    {
        var files = new List<KlineFile>();
        try
        {
            foreach (var path in KlinePaths.Expand(paths))
                files.Add(KlineFile.Open(path));
            if (files.Find(file => file.Interval != files[0].Interval) is { } other)
                throw new BarSourceException(
                    other.Path, null, $"has the interval {other.Interval}, but {files[0].Path} has {files[0].Interval}: all must have one");

            var series = files
                .GroupBy(file => file.Symbol)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new KlineSeries(group));
            return new RecordedBars(files[0].Interval, [.. series]);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    public Bar? Peek()
    {
        Refill();
        return _heads.TryPeek(out var bar, out _) ? bar : null;
    }

    public Bar? Take()
    {
        Refill();
        if (!_heads.TryDequeue(out var bar, out var key))
            return null;
        _taken = key.Series;
        return bar;
    }

    public void Dispose()
    {
        foreach (var one in _series)
            one.Dispose();
    }

    // The successor of a bar is read when it is needed and not when the bar is taken, so that a fault behind a bar does not swallow the
    // bar. A fault stays: a second call must not go on after the line that is wrong.
    private void Refill()
    {
        if (_fault is not null)
            throw _fault;
        if (_taken is not { } index)
            return;
        try
        {
            Enqueue(index);
            _taken = null;
        }
        catch (BarSourceException e)
        {
            _fault = e;
            throw;
        }
    }

    private void Enqueue(int index)
    {
        if (_series[index].Read() is { } bar)
            _heads.Enqueue(bar, (bar.EndTimeMs, index));
    }
}
