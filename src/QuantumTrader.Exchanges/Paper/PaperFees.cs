using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>What a fill costs: slippage and taker fee, both always against us.</summary>
internal sealed class PaperFees(PaperOptions options)
{
    private readonly decimal _slippage = options.SlippageBps / 10_000;
    private readonly decimal _takerFee = options.TakerFeeBps / 10_000;

    /// <summary>The reference price made worse by the slippage, then by rounding to the tick.</summary>
    public decimal FillPrice(OrderSide side, decimal reference, InstrumentRules rules)
    {
        if (side == OrderSide.Buy)
            return rules.CeilingPrice(reference * (1 + _slippage));

        // Below one tick there is no price on the grid to sell at.
        var raw = reference * (1 - _slippage);
        var onTick = rules.FloorPrice(raw);
        return onTick > 0 ? onTick : raw;
    }

    /// <summary>How much of a market order finds somebody to trade with, base currency.</summary>
    public decimal Liquidity(decimal price, InstrumentRules rules) =>
        options.MaxFillNotional == 0 ? decimal.MaxValue : rules.FloorQuantity(options.MaxFillNotional / price);

    public decimal Fee(decimal quantity, decimal price) => quantity * price * _takerFee;
}
