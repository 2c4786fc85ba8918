using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>Price, positions and orders of one symbol.</summary>
/// <param name="Rules">As they were; the options and the table win over them at a restore.</param>
/// <param name="AsOfMs">End of the newest bar, Unix milliseconds.</param>
/// <param name="OpenOrders">Resting, oldest first.</param>
/// <param name="EndedOrders">Those that are still known, in the order in which they ended.</param>
public sealed record PaperMarketState(
    string Symbol,
    InstrumentRules Rules,
    decimal Mark,
    long AsOfMs,
    PaperPosition? Long,
    PaperPosition? Short,
    long LastOrderNumber,
    long LastTradeNumber,
    IReadOnlyList<OrderReport> OpenOrders,
    IReadOnlyList<OrderReport> EndedOrders);
