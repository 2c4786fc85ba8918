using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>What is open, for operators: the figures of the position and portfolio records, as they were last written.</summary>
internal sealed class PositionGauges(MetricSet metrics)
{
    private readonly Dictionary<string, PositionRecord> _shown = new(StringComparer.Ordinal);
    private readonly GaugeFamily _entry = new(metrics, "quantum_position_entry_price", "Average entry price of the open position, quote currency.", "symbol");
    private readonly GaugeFamily _mark = new(metrics, "quantum_position_mark_price", "Mark price, quote currency; while a position is open.", "symbol");
    private readonly GaugeFamily _stop = new(
        metrics, "quantum_position_stop_price", "Price of the protective stop, quote currency; no series when there is none.", "symbol");
    private readonly GaugeFamily _confirmed = new(
        metrics, "quantum_position_stop_confirmed", "1: the venue confirmed a resting stop for the open position; 0: it did not.", "symbol");
    private readonly GaugeFamily _notional = new(metrics, "quantum_position_notional_usd", "Size of the open position, USD.", "symbol");
    private readonly GaugeFamily _profit = new(metrics, "quantum_position_unrealized_pnl_usd", "Unrealised profit of the open position, USD.", "symbol");
    private readonly GaugeFamily _equity = new(metrics, "quantum_portfolio_equity_usd", "Equity of the account, USD.");
    private readonly GaugeFamily _gross = new(metrics, "quantum_portfolio_gross_notional_usd", "Sum of the sizes of all open positions, USD.");
    private readonly GaugeFamily _allProfit = new(metrics, "quantum_portfolio_unrealized_pnl_usd", "Unrealised profit of all open positions, USD.");
    private readonly GaugeFamily _count = new(metrics, "quantum_portfolio_positions", "Open positions.");

    public void Show(PositionRecord position)
    {
        _shown[position.Symbol] = position;
        _entry.Set((double)position.EntryPrice, position.Symbol);
        _mark.Set((double)position.MarkPrice, position.Symbol);
        _stop.Show((double?)position.CurrentSl, position.Symbol);
        _confirmed.Set(position.SlConfirmed ? 1 : 0, position.Symbol);
        _notional.Set((double)position.Notional, position.Symbol);
        _profit.Set((double)position.UnrealizedPnl, position.Symbol);
    }

    public void Show(PortfolioRecord portfolio)
    {
        _equity.Set((double)portfolio.EquityUsd);
        _gross.Set((double)portfolio.GrossNotionalUsd);
        _allProfit.Set((double)portfolio.UnrealizedPnl);
        _count.Set(portfolio.PositionsCount);
    }

    /// <summary>The symbol is flat.</summary>
    public void Remove(string symbol)
    {
        if (!_shown.Remove(symbol))
            return;
        foreach (var gauge in (GaugeFamily[])[_entry, _mark, _stop, _confirmed, _notional, _profit])
            gauge.Remove(symbol);
    }

    /// <summary>Nothing is known any more.</summary>
    public void Clear()
    {
        foreach (var symbol in _shown.Keys.ToList())
            Remove(symbol);
        foreach (var gauge in (GaugeFamily[])[_equity, _gross, _allProfit, _count])
            gauge.Remove();
    }
}
