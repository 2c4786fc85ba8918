using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges;

/// <summary>
/// A venue as the execution stage sees it; only that stage holds one. An order is named by its client id: sending the same id again answers
/// with the order that exists, and never makes a second one.
/// </summary>
public interface IVenue
{
    /// <summary>What records that come from this venue say of their origin.</summary>
    Provenance Source { get; }

    /// <summary>Connects, or takes up where the last process stopped. Comes before every other call; may be repeated.</summary>
    ValueTask StartAsync(CancellationToken cancellation = default);

    /// <summary>Balances, positions, open orders of every kind, and the price each symbol is marked at.</summary>
    ValueTask<VenueAccount> GetAccountAsync(CancellationToken cancellation = default);

    /// <summary>Price, quantity and notional rules; null when the venue does not list the symbol.</summary>
    ValueTask<InstrumentRules?> GetInstrumentAsync(string symbol, CancellationToken cancellation = default);

    /// <exception cref="VenueOutcomeUnknownException">The order may exist or not; it is looked for by its client id before it is sent again.</exception>
    ValueTask<OrderReport> PlaceAsync(OrderRequest order, CancellationToken cancellation = default);

    /// <summary>
    /// Ends a resting order. An order that has ended already answers with its state and <see cref="OrderRejection.OrderNotOpen"/>; one that the
    /// venue does not know with <see cref="OrderRejection.UnknownOrder"/>, and then only symbol and client id of the request mean anything.
    /// </summary>
    ValueTask<OrderReport> CancelAsync(string symbol, string clientOrderId, CancellationToken cancellation = default);

    /// <summary>The order with this client id, open or ended; null when the venue has never seen it.</summary>
    ValueTask<OrderReport?> FindAsync(string symbol, string clientOrderId, CancellationToken cancellation = default);

    /// <summary>What happened at the venue and has not been confirmed, oldest first.</summary>
    ValueTask<IReadOnlyList<VenueEvent>> GetEventsAsync(CancellationToken cancellation = default);

    /// <summary>The oldest <paramref name="count"/> events are known now to whom they concern and are not given again.</summary>
    ValueTask ConfirmEventsAsync(int count, CancellationToken cancellation = default);
}
