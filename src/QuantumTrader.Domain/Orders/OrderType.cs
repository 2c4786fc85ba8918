namespace QuantumTrader.Domain.Orders;

/// <summary>The order types that Quantum Trader sends. Take-profits are market orders sent when they are due; stops rest on the venue.</summary>
public enum OrderType
{
    Market,
    StopMarket,
}
