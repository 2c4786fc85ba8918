using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>A venue whose answers can be lost, before the request arrives or after it was carried out; notes what was asked of it.</summary>
internal sealed class WatchedVenue(Func<IBarDrivenVenue> make) : IBarDrivenVenue
{
    private IBarDrivenVenue _inner = make();

    /// <summary>What becomes of the next requests to place an order; true: carried out, and the answer is lost. Empty: all is well.</summary>
    public Queue<bool> LostPlacements { get; } = new();

    /// <summary>How many of the next searches are not answered.</summary>
    public int LostSearches { get; set; }

    /// <summary>How many of the next cancellations are not answered; they do not arrive.</summary>
    public int LostCancellations { get; set; }

    /// <summary>Every request to place an order that the venue took, repeats included. One that it did not keep, because its store was away, it did not take.</summary>
    public List<OrderRequest> Placed { get; } = [];

    public int Searches { get; private set; }

    /// <summary>Seen before an order is placed.</summary>
    public Action<OrderRequest>? Placing { get; set; }

    /// <summary>Seen before an order is cancelled.</summary>
    public Action? Cancelling { get; set; }

    /// <summary>Seen before the account is given: between the gates of an order and its sending.</summary>
    public Action? Looking { get; set; }

    public Provenance Source => _inner.Source;

    /// <summary>The process that held it is gone; what the venue has answered is not.</summary>
    public void Restart() => _inner = make();

    public ValueTask StartAsync(CancellationToken cancellation = default) => _inner.StartAsync(cancellation);

    public ValueTask ApplyAsync(Bar bar, CancellationToken cancellation = default) => _inner.ApplyAsync(bar, cancellation);

    public async ValueTask<OrderReport> PlaceAsync(OrderRequest order, CancellationToken cancellation = default)
    {
        Placing?.Invoke(order);
        var isLost = LostPlacements.TryDequeue(out var carriedOut);
        if (isLost && !carriedOut)
            throw new VenueOutcomeUnknownException("timed out");
        var report = await _inner.PlaceAsync(order, cancellation);
        Placed.Add(order);
        return isLost ? throw new VenueOutcomeUnknownException("503 Unknown error") : report;
    }

    public ValueTask<OrderReport?> FindAsync(string symbol, string clientOrderId, CancellationToken cancellation = default)
    {
        Searches++;
        if (LostSearches == 0)
            return _inner.FindAsync(symbol, clientOrderId, cancellation);
        LostSearches--;
        throw new VenueOutcomeUnknownException("timed out");
    }

    public ValueTask<OrderReport> CancelAsync(string symbol, string clientOrderId, CancellationToken cancellation = default)
    {
        Cancelling?.Invoke();
        if (LostCancellations == 0)
            return _inner.CancelAsync(symbol, clientOrderId, cancellation);
        LostCancellations--;
        throw new VenueOutcomeUnknownException("timed out");
    }

    public ValueTask<VenueAccount> GetAccountAsync(CancellationToken cancellation = default)
    {
        Looking?.Invoke();
        return _inner.GetAccountAsync(cancellation);
    }

    public ValueTask<InstrumentRules?> GetInstrumentAsync(string symbol, CancellationToken cancellation = default) =>
        _inner.GetInstrumentAsync(symbol, cancellation);

    public ValueTask<IReadOnlyList<VenueEvent>> GetEventsAsync(CancellationToken cancellation = default) => _inner.GetEventsAsync(cancellation);

    public ValueTask ConfirmEventsAsync(int count, CancellationToken cancellation = default) => _inner.ConfirmEventsAsync(count, cancellation);
}
