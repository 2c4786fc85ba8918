using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>The symbols that are known, and their ledgers in the store. All reads and writes of a round are on their way before the first is awaited.</summary>
internal sealed class TrackBook(StageContext context, bool acts)
{
    // A flat ledger still knows which executions it has seen, for as long as one may be delivered again.
    private static readonly TimeSpan FlatLife = TimeSpan.FromDays(1);

    // Enough for the smoothing of the average true range to have forgotten where it began.
    private const int BarsOfHistory = 300;

    private readonly Dictionary<string, SymbolTrack> _tracks = new(StringComparer.Ordinal);
    private readonly ProblemLog _problems = new(context.Log);

    /// <summary>Open positions.</summary>
    public int Open => _tracks.Values.Count(track => track.Position is not null);

    /// <summary>Null: its ledger cannot be read.</summary>
    public SymbolTrack? Find(string symbol) => _tracks.GetValueOrDefault(symbol);

    public async ValueTask LoadAsync(IEnumerable<string> symbols, CancellationToken cancellation)
    {
        List<(string Symbol, ValueTask<Stored<LadderLedger>> Read)> reads =
            [.. symbols.Where(symbol => !_tracks.ContainsKey(symbol)).Select(symbol => (symbol, context.Store.GetAsync(LadderLedger.Key(symbol), cancellation)))];
        foreach (var (symbol, read) in reads)
        {
            var stored = await read;
            if (stored.Error is { } error)
            {
                _problems.Report(symbol, "ledger_unreadable", $"{error}; nothing is done with the symbol until the key is deleted", LogLevel.Error);
                continue;
            }

            _problems.Clear(symbol);
            _tracks[symbol] = new SymbolTrack(symbol, stored.Value ?? LadderLedger.Empty, acts);
        }
    }

    /// <summary>Gives the positions that have none the average true range of the bars so far.</summary>
    public async ValueTask LoadBarsAsync(IEnumerable<string> symbols, CancellationToken cancellation)
    {
        List<(SymbolTrack Track, ValueTask<IReadOnlyList<Stored<KlineRecord>>> Read)> reads = [];
        foreach (var symbol in symbols)
        {
            if (Find(symbol) is { Atr: null } track)
                reads.Add((track, context.Store.ReadSeriesAsync(Keys.History(symbol, BarInterval.OneMinute), BarsOfHistory, cancellation)));
        }

        foreach (var (track, read) in reads)
        {
            var bars = await read;
            if (bars.FirstOrDefault(bar => bar.Error is not null).Error is { } error)
                _problems.Report(track.Symbol, "bar_unreadable", $"left out of the average true range: {error}");
            track.BeginAtr(bars.Where(bar => bar.Value is not null).Select(bar => bar.Value!.Bar));
        }
    }

    public async ValueTask WriteAsync(CancellationToken cancellation)
    {
        List<(SymbolTrack Track, ValueTask Write)> writes = [];
        foreach (var track in _tracks.Values)
        {
            if (track.IsChanged)
                writes.Add((track, context.Store.SetAsync(LadderLedger.Key(track.Symbol), track.Ledger, track.Position is null ? FlatLife : null, cancellation)));
        }

        foreach (var (track, write) in writes)
        {
            await write;
            track.Written();
        }
    }

    /// <summary>A step failed: what was not written is read again.</summary>
    public void Forget() => _tracks.Clear();
}
