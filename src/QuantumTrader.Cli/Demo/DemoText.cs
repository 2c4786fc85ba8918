using QuantumTrader.Cli.Rendering;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Demo;

/// <summary>Texts that both views share.</summary>
internal static class DemoText
{
    /// <summary>The kill score's four components, unweighted.</summary>
    /// <param name="middle">What stands between the second and the third.</param>
    public static string Components(KillScore kill, string middle = " ") =>
        $"flip {Figures.Fixed(kill.RegimeFlip, 0)} spike {Figures.Fixed(kill.SigmaSpike, 2)}{middle}drop {Figures.Fixed(kill.TsDrop, 2)} age {Figures.Fixed(kill.AgePenalty, 2)}";

    public static string Regime(MarketStateRecord market)
    {
        var regime = market.Regimes.Dominant();
        return $"{regime.ToWire()} {Figures.Fixed(market.Regimes.Of(regime), 2)}";
    }

    public static string Proposal(HarvestProposalRecord harvest) =>
        harvest.NewSlProposed is { } stop ? $"{harvest.Action.ToWire()} + stop {Figures.Price((decimal)stop)}" : harvest.Action.ToWire();
}
