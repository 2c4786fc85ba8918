namespace QuantumTrader.Cli.Inspect;

/// <summary>What <c>quantum positions</c> shows.</summary>
/// <param name="EquityUsd">Null: no account is published.</param>
/// <param name="Problems">Records that could not be read.</param>
internal sealed record PositionList(decimal? EquityUsd, IReadOnlyList<PositionRow> Positions, IReadOnlyList<string> Problems);

/// <summary>One open position, or a ledger that has one where the venue has none. Prices in quote currency, quantities in base currency, ages in seconds.</summary>
/// <param name="Side">LONG, SHORT or FLAT.</param>
/// <param name="RNet">Null: no proposal measures this position.</param>
/// <param name="BestPrice">Highest price of a long since it opened, lowest of a short.</param>
/// <param name="LedgerAmt">Signed; null: there is no ledger.</param>
/// <param name="UpdatedEpoch">Of when the record is, Unix seconds.</param>
/// <param name="UpdatedAgeSec">Since then; null for a recording, whose times are not those of the clock.</param>
internal sealed record PositionRow(
    string Symbol, string Side, decimal Quantity, decimal PositionAmt, decimal? EntryPrice, decimal? MarkPrice, decimal UnrealizedPnl, double? RNet,
    decimal? StopPrice, bool StopConfirmed, decimal? BestPrice, long? OpenedEpoch, long AgeSec, decimal? LedgerAmt, string Source, long UpdatedEpoch, long? UpdatedAgeSec)
{
    public bool IsOpen => Quantity != 0;

    public bool IsProtected => !IsOpen || StopConfirmed;
}
