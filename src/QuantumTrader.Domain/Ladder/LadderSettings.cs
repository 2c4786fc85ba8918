using System.Globalization;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Ladder;

/// <summary>What steers the ladder of one symbol. Contract section 10; it may change while a position is open, and rungs taken stay taken.</summary>
/// <param name="Rules">What the venue accepts: slices lie on its step, stops on its tick.</param>
public sealed record LadderSettings(HarvestLadder Ladder, InstrumentRules Rules)
{
    /// <summary>Below it nothing happens, R, 0 or more.</summary>
    public decimal MinR { get; init; } = 0.5m;

    /// <summary>From here on the stop goes to the entry price, R, 0 or more.</summary>
    public decimal SetBeAtR { get; init; } = 0.5m;

    /// <summary>Distance of the stop that follows the price, in average true ranges, 0 or more; 0: no stop follows.</summary>
    public decimal TrailAtrMult { get; init; } = 2.0m;

    /// <summary>Shares depend on the entry risk: see <see cref="DynamicShares"/>.</summary>
    public bool DynamicLadder { get; init; }

    /// <summary>Every rule that a value breaks, with the value; empty when all is well. The ladder has been checked when it was made.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. new (string Name, decimal Value)[] { ("min_r", MinR), ("set_be_at_r", SetBeAtR), ("trail_atr_mult", TrailAtrMult) }
            .Where(setting => setting.Value is < 0 or > LadderRules.Highest)
            .Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Name} = {setting.Value}: must be from 0 to {LadderRules.Highest}")),
    ];
}
