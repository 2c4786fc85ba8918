using QuantumTrader.Cli.Proof;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>What proofs read, as a sound system has it at <see cref="Chain.StartEpoch"/>.</summary>
internal static class Seen
{
    public static readonly WireError Unreadable = new("quantum:key", "field", "much", "must be a number");

    public static PositionRecord Position { get; } = new(
        Chain.Symbol, PositionSide.Long, 2, 100, 112, 24, 10, 115, 95, Chain.OpenedEpoch, 98, null, true, Chain.StartEpoch, Provenance.Paper);

    public static PositionRecord Flat { get; } = Position with { Side = null, Quantity = 0 };

    public static MarketStateRecord Market(long age = 0, Provenance source = Provenance.Paper, BarInterval? interval = null) => new(
        0.01, 0, 0.3, new(0.6, 0.2, 0.2), 0.5, 1, 1, Chain.StartEpoch - age, 300, interval ?? BarInterval.OneMinute, source);

    public static RiskProposalRecord Risk { get; } = new(
        Chain.Symbol, 108, 120, 0.02, 0.04, 0.02, "regime_trend", Market().Conditions, Chain.StartEpoch, PositionSide.Long, 3600, 112, 100, Chain.StartEpoch, Provenance.Paper);

    public static ConsumerReading Reader(string stage = StageNames.HeatGate, long? lag = 0, long pending = 0, long last = 5, long? newest = 5) => new(
        new ChainConsumer(stage, "quantum:stream:x", "readers"), new GroupStatus("readers", lag, pending, new StreamId(last, 0)), newest);

    public static void Assert(ProofVerdict verdict, Finding finding, string seen)
    {
        Xunit.Assert.Equal((verdict, true), (finding.Verdict, finding.Seen.Contains(seen, StringComparison.Ordinal)));
        Xunit.Assert.Equal(verdict == ProofVerdict.Fail, finding.Expected is not null);
    }
}
