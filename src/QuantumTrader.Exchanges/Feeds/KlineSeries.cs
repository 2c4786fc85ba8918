using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// The files of one symbol read as one recording, in the order of their first bars. Files that overlap in time are refused.
/// </summary>
internal sealed class KlineSeries : IDisposable
{
    private readonly KlineFile[] _files;
    private int _index;

    /// <param name="files">At least one, all of one symbol.</param>
    public KlineSeries(IEnumerable<KlineFile> files)
    {
        _files = [.. files.OrderBy(file => file.FirstOpenTimeMs).ThenBy(file => file.Path, StringComparer.Ordinal)];
        for (var i = 1; i < _files.Length; i++)
        {
            if (_files[i].FirstOpenTimeMs == _files[i - 1].FirstOpenTimeMs)
                throw Overlap(_files[i - 1], _files[i], _files[i].FirstOpenTimeMs);
        }
    }

    public string Symbol => _files[0].Symbol;

    public int Gaps => _files.Sum(file => file.Gaps);

    public long MissingBars => _files.Sum(file => file.MissingBars);

    /// <summary>The next bar; null after the last file.</summary>
    /// <exception cref="BarSourceException">A file is wrong, or reaches into the time of the next one.</exception>
    public Bar? Read()
    {
        while (_index < _files.Length)
        {
            var file = _files[_index];
            if (file.Read() is { } bar)
            {
                if (_index + 1 < _files.Length && bar.OpenTimeMs >= _files[_index + 1].FirstOpenTimeMs)
                    throw Overlap(file, _files[_index + 1], bar.OpenTimeMs);
                return bar;
            }

            _index++;
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private static BarSourceException Overlap(KlineFile one, KlineFile other, long openTimeMs) =>
        new(
            one.Path,
            null,
            $"overlaps in time with {other.Path} at open_time {openTimeMs}: two files of {one.Symbol} must follow each other");
}
