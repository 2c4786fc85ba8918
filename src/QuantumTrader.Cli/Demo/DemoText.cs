using System.Globalization;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>Texts that both views share.</summary>
internal static class DemoText
{
    public static string Price(decimal price) => price.ToString(price >= 1000 ? "N1" : price >= 1 ? "F3" : "F5", CultureInfo.InvariantCulture);

    public static string Fixed(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Signed(double value, int decimals) =>
        value.ToString("+0." + new string('0', decimals) + ";-0." + new string('0', decimals), CultureInfo.InvariantCulture);

    public static string Time(long epoch) => DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The kill score's four components, unweighted.</summary>
    /// <param name="middle">What stands between the second and the third.</param>
    public static string Components(KillScore kill, string middle = " ") =>
        $"flip {Fixed(kill.RegimeFlip, 0)} spike {Fixed(kill.SigmaSpike, 2)}{middle}drop {Fixed(kill.TsDrop, 2)} age {Fixed(kill.AgePenalty, 2)}";

    public static string Regime(MarketStateRecord market)
    {
        var regime = market.Regimes.Dominant();
        return $"{regime.ToWire()} {Fixed(market.Regimes.Of(regime), 2)}";
    }

    public static string Proposal(HarvestProposalRecord harvest) =>
        harvest.NewSlProposed is { } stop ? $"{harvest.Action.ToWire()} + stop {Price((decimal)stop)}" : harvest.Action.ToWire();
}
