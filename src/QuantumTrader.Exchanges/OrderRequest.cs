using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges;

/// <summary>An order to place.</summary>
/// <param name="ClientOrderId">Chosen by the sender, at most 36 characters; names the order for good.</param>
/// <param name="Quantity">Base currency, above 0; null only with <paramref name="ClosePosition"/>.</param>
/// <param name="StopPrice">Trigger price of a stop-market order; null for a market order.</param>
/// <param name="ReduceOnly">May only make the position smaller. In hedge mode implied by <paramref name="PositionSide"/>.</param>
/// <param name="ClosePosition">Stop-market only: closes whatever the position is when it triggers; excludes quantity and reduce-only.</param>
/// <param name="PositionSide">Which of the two positions is meant in hedge mode; null in one-way mode.</param>
public sealed record OrderRequest(
    string Symbol,
    string ClientOrderId,
    OrderSide Side,
    OrderType Type,
    decimal? Quantity,
    decimal? StopPrice = null,
    bool ReduceOnly = false,
    bool ClosePosition = false,
    PositionSide? PositionSide = null);
