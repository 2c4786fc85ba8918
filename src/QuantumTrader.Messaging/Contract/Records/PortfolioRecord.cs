using QuantumTrader.Domain;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>The account as a whole, hash <c>quantum:state:portfolio</c>, quote currency. Contract section 5.2.</summary>
/// <param name="InputsEpoch">When the venue said so (<c>ts_epoch</c>), Unix seconds.</param>
public sealed record PortfolioRecord(
    decimal EquityUsd,
    decimal AvailableUsd,
    decimal GrossNotionalUsd,
    decimal NetNotionalUsd,
    decimal UnrealizedPnl,
    int PositionsCount,
    long InputsEpoch,
    Provenance Source) : IWireRecord<PortfolioRecord>
{
    public void Write(WireWriter writer) => writer
        .Number("equity_usd", EquityUsd)
        .Number("available_usd", AvailableUsd)
        .Number("gross_notional_usd", GrossNotionalUsd)
        .Number("net_notional_usd", NetNotionalUsd)
        .Number("unrealized_pnl", UnrealizedPnl)
        .Integer("positions_count", PositionsCount)
        .Integer("ts_epoch", InputsEpoch)
        .Source(Source);

    public static PortfolioRecord Read(WireReader reader) => new(
        reader.Decimal("equity_usd"), reader.Decimal("available_usd"), reader.Decimal("gross_notional_usd"), reader.Decimal("net_notional_usd"),
        reader.Decimal("unrealized_pnl"), (int)reader.Integer("positions_count"), reader.Integer("ts_epoch"), reader.Source());
}
