using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>The metrics of P3.3, contract section 5.4. The gauges of a symbol exist while it has a position.</summary>
internal sealed class PositionStateMetrics(MetricSet metrics)
{
    // A gauge costs more than a comparison, and most of them stand still.
    private readonly Dictionary<string, (decimal Venue, decimal Ledger)> _shown = new(StringComparer.Ordinal);
    private double? _ageShown;

    public CounterFamily Allowed { get; } = new(metrics, "p33_permit_allow_total", "Plans permitted.", "symbol");

    public CounterFamily Denied { get; } = new(metrics, "p33_permit_deny_total", "Plans refused, by reason.", "symbol", "reason");

    public GaugeFamily AccountAge { get; } = new(metrics, "p33_snapshot_age_seconds", "Age of the venue's account when it was last looked at.", "symbol");

    public GaugeFamily LedgerAmount { get; } = new(metrics, "p33_ledger_position_amt", "Signed amount by the fills, base currency.", "symbol");

    public GaugeFamily VenueAmount { get; } = new(metrics, "p33_exchange_position_amt", "Signed amount by the venue, base currency.", "symbol");

    public void Count(string symbol, PositionReason reason)
    {
        if (reason == PositionReason.SanityChecksPassed)
            Allowed.Add(symbol);
        else
            Denied.Add(symbol, reason.ToCode());
    }

    public void Show(string symbol, decimal? venueAmount, decimal ledgerAmount)
    {
        if (venueAmount is not { } amount || amount == 0)
        {
            Remove(symbol);
            return;
        }

        if (!_shown.TryGetValue(symbol, out var last))
        {
            Declare(symbol);
            if (_ageShown is { } age)
                AccountAge.Set(age, symbol);
        }

        if (last == (amount, ledgerAmount))
            return;
        _shown[symbol] = (amount, ledgerAmount);
        VenueAmount.Set((double)amount, symbol);
        LedgerAmount.Set((double)ledgerAmount, symbol);
    }

    /// <param name="ageSec">Null when the account is not known.</param>
    public void ShowAge(double? ageSec)
    {
        if (ageSec == _ageShown)
            return;
        _ageShown = ageSec;
        foreach (var symbol in _shown.Keys)
        {
            if (ageSec is { } age)
                AccountAge.Set(age, symbol);
            else
                AccountAge.Remove(symbol);
        }
    }

    private void Declare(string symbol)
    {
        Allowed.Declare(symbol);
        foreach (var reason in Enum.GetValues<PositionReason>())
        {
            if (reason != PositionReason.SanityChecksPassed)
                Denied.Declare(symbol, reason.ToCode());
        }
    }

    private void Remove(string symbol)
    {
        if (!_shown.Remove(symbol))
            return;
        VenueAmount.Remove(symbol);
        LedgerAmount.Remove(symbol);
        AccountAge.Remove(symbol);
    }
}
