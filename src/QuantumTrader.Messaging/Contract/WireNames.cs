using QuantumTrader.Domain;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Safety;

namespace QuantumTrader.Messaging.Contract;

/// <summary>How the closed enums are spelt on the wire. One table, so that two stages cannot spell them differently.</summary>
public static class WireNames
{
    public static string Of(Provenance value) => value switch
    {
        Provenance.Exchange => "exchange",
        Provenance.Paper => "paper",
        Provenance.Replay => "replay",
        _ => "synthetic",
    };

    public static string Of(PositionSide value) => value == PositionSide.Long ? "LONG" : "SHORT";

    public static string Of(OrderSide value) => value == OrderSide.Buy ? "BUY" : "SELL";

    public static string Of(OrderType value) => value == OrderType.Market ? "MARKET" : "STOP_MARKET";

    public static string Of(OrderStatus value) => value switch
    {
        OrderStatus.New => "NEW",
        OrderStatus.PartiallyFilled => "PARTIAL",
        OrderStatus.Filled => "FILLED",
        OrderStatus.Canceled => "CANCELED",
        OrderStatus.Rejected => "REJECTED",
        _ => "EXPIRED",
    };

    public static string Of(HeatBucket value) => value switch
    {
        HeatBucket.Cold => "COLD",
        HeatBucket.Warm => "WARM",
        _ => "HOT",
    };

    public static string Of(PlanDecision value) => value switch
    {
        PlanDecision.Execute => "EXECUTE",
        PlanDecision.Skip => "SKIP",
        PlanDecision.Blocked => "BLOCKED",
        _ => "ERROR",
    };

    public static string Of(PermitGate value) => value switch
    {
        PermitGate.Governor => "governor",
        PermitGate.P33 => "p33",
        _ => "p26",
    };

    public static string Of(ApplyMode value) => value == ApplyMode.DryRun ? "dry_run" : "paper";

    /// <summary>Upper case, unlike every other reason: contract section 7.</summary>
    public static string Of(SafetyReason value) => value.ToCode().ToUpperInvariant();
}
