namespace QuantumTrader.Operator.Notifications;

/// <summary>One thing to tell people. Numbers that are not known are null.</summary>
/// <param name="Id">Names what happened: told twice, it has the same id.</param>
/// <param name="Symbol">Null: it is about everything.</param>
/// <param name="Text">One line without its time, plain text.</param>
/// <param name="AtMs">When it happened, Unix milliseconds.</param>
public sealed record Notification(NotificationKind Kind, string Id, string? Symbol, string Text, long AtMs)
{
    /// <summary>Profit in units of the entry risk.</summary>
    public decimal? R { get; init; }

    /// <summary>Quote currency.</summary>
    public decimal? Price { get; init; }

    /// <summary>Base currency.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Quote currency, before fees; negative: a loss.</summary>
    public decimal? Profit { get; init; }

    /// <summary>A code, or an operator's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The plan, or the intent's correlation id, that led to it.</summary>
    public string? PlanId { get; init; }
}
