using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Heat;

/// <summary>
/// A table of what each close becomes in each bucket. Of several rows that apply the most restrictive wins; a close without a row passes as it is. Contract section 4.
/// </summary>
public sealed class HeatPolicy
{
    private readonly IReadOnlyList<HeatRow> _rows;

    /// <exception cref="ArgumentException">A row does not weaken; every such row is named.</exception>
    public HeatPolicy(string name, IReadOnlyList<HeatRow> rows)
    {
        var faults = rows.Select(row => row.Fault).OfType<string>().ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join("; ", faults), nameof(rows));
        (Name, _rows) = (name, rows);
    }

    /// <summary>The default: a full close is weakened while the portfolio is not hot.</summary>
    public static HeatPolicy Harvest { get; } = new("harvest", FullCloseWhileNotHot());

    /// <summary>As <see cref="Harvest"/>, and in a hot portfolio partial closes are held back.</summary>
    public static HeatPolicy HoldHot { get; } = new(
        "hold_hot",
        [
            .. FullCloseWhileNotHot(),
            new(HeatBucket.Hot, HarvestAction.Partial75, HarvestAction.Hold),
            new(HeatBucket.Hot, HarvestAction.Partial50, HarvestAction.Hold),
            new(HeatBucket.Hot, HarvestAction.Partial25, HarvestAction.Hold),
        ]);

    public string Name { get; }

    /// <summary>The hotter the portfolio, the more a full close is weakened.</summary>
    /// <param name="holdBelowKillScore">In a hot portfolio a full close with a lower kill score is held back; null: never.</param>
    public static HeatPolicy Moderate(double? holdBelowKillScore)
    {
        List<HeatRow> rows =
        [
            new(HeatBucket.Warm, HarvestAction.FullCloseProposed, HarvestAction.Partial50),
            new(HeatBucket.Hot, HarvestAction.FullCloseProposed, HarvestAction.Partial25),
        ];
        if (holdBelowKillScore is { } below)
            rows.Add(new(HeatBucket.Hot, HarvestAction.FullCloseProposed, HarvestAction.Hold, below));
        return new HeatPolicy("moderate", rows);
    }

    /// <param name="action">One that closes something.</param>
    /// <returns>The action itself, a smaller close, or a hold.</returns>
    public HarvestAction Of(HeatBucket bucket, HarvestAction action, double killScore)
    {
        var least = action;
        foreach (var row in _rows)
        {
            var applies = row.Bucket == bucket && row.Action == action && (row.BelowKillScore is not { } below || killScore < below);
            if (applies && (row.Becomes.CloseShare() ?? 0) < (least.CloseShare() ?? 0))
                least = row.Becomes;
        }

        return least;
    }

    /// <summary>Everything that this policy may turn into something smaller.</summary>
    public IEnumerable<(HarvestAction From, HarvestAction To, HeatReason Reason)> Downgrades =>
        _rows.Where(row => row.Becomes != row.Action).Select(row => (row.Action, row.Becomes, Reason(row.Bucket, row.Action, row.Becomes))).Distinct();

    /// <summary>Why an action comes out of a bucket as it does.</summary>
    internal static HeatReason Reason(HeatBucket bucket, HarvestAction action, HarvestAction becomes)
    {
        if (action == becomes && action != HarvestAction.FullCloseProposed)
            return HeatReason.PartialUnchanged;
        return bucket switch
        {
            HeatBucket.Cold => HeatReason.PortfolioHeatCold,
            HeatBucket.Warm => HeatReason.PortfolioHeatWarm,
            _ => becomes == HarvestAction.Hold ? HeatReason.PortfolioHeatHotHold : HeatReason.PortfolioHeatHot,
        };
    }

    private static IReadOnlyList<HeatRow> FullCloseWhileNotHot() =>
    [
        new(HeatBucket.Cold, HarvestAction.FullCloseProposed, HarvestAction.Partial25),
        new(HeatBucket.Warm, HarvestAction.FullCloseProposed, HarvestAction.Partial75),
    ];
}
