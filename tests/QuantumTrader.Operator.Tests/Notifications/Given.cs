using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Operator.Notifications;

namespace QuantumTrader.Operator.Tests.Notifications;

/// <summary>Records and notifications that tests begin with.</summary>
internal static class Given
{
    /// <summary>2026-01-01 00:00:00 UTC, Unix milliseconds.</summary>
    public const long StartMs = 1_767_225_600_000;

    public static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeMilliseconds(StartMs);

    public static Notification News(string text, NotificationKind kind = NotificationKind.StopMoved) => new(kind, "id:" + text, "BTCUSDT", text, StartMs);

    public static HarvestActRecord Act(long madeMs, string correlation = "c-1") => new(
        "BTCUSDT", LadderIntent.HarvestPartial, OrderSide.Sell, 0.25m, null, "rung_reached", 1.5m, 20.8m, 31.2m, correlation, "t-1", DryRun: true, madeMs);

    public static VenueEventRecord Order(OrderType type, OrderStatus status, string? planId, string id = "o-1") => new(
        VenueEventKind.Order, "BTCUSDT", "v-" + id, id, null, OrderSide.Sell, type, status, type == OrderType.Market ? 0.25m : null, 64_000.5m, type == OrderType.Market ? null : 64_001m,
        null, null, null, StartMs, Provenance.Paper, planId);

    public static VenueEventRecord Fill(string trade, decimal quantity, decimal profit, string id = "o-1", OrderType type = OrderType.Market) => new(
        VenueEventKind.Fill, "BTCUSDT", "v-" + id, id, trade, OrderSide.Sell, type, OrderStatus.Filled, quantity, 64_000.5m, null, 0.1m, profit, null, StartMs, Provenance.Paper, "p-1");
}
