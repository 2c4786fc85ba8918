using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;

namespace QuantumTrader.Pipeline.Tests.Feed;

internal sealed class ListSource(params Bar[] bars) : IBarSource
{
    private int _next;

    public Provenance Source => Provenance.Replay;

    public IReadOnlyList<string> Symbols => [.. bars.Select(bar => bar.Symbol).Distinct().Order(StringComparer.Ordinal)];

    public Bar? Peek() => _next < bars.Length ? bars[_next] : null;

    public Bar? Take() => _next < bars.Length ? bars[_next++] : null;

    public void Dispose()
    {
    }
}
