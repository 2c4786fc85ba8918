using QuantumTrader.Cli.Proof.Proofs;

namespace QuantumTrader.Cli.Proof;

/// <summary>Every proof there is, in the order of their numbers; number 1 is whether the engine answers.</summary>
internal static class AllProofs
{
    public static IReadOnlyList<IProof> Create() =>
    [
        new OrderPathProof(),
        new StagesProof(),
        new MarketStateProof(),
        new RiskProposalProof(),
        new HarvestProposalProof(),
        new SingleCycleProof(),
        new RateLimitProof(),
        new HeatGateProof(),
        new DowngradeProof(),
        new PermitsProof(),
        new CalibratedApplyProof(),
        new ExporterProof(),
        new PrometheusProof(),
        new ConsumerLagProof(),
        new ProtectionProof(),
        new KillDrillProof(),
    ];
}
