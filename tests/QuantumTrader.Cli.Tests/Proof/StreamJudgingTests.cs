using QuantumTrader.Cli.Proof;
using QuantumTrader.Cli.Proof.OrderPath;
using QuantumTrader.Cli.Proof.Proofs;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>What is made of readers, leases and the code.</summary>
public sealed class StreamJudgingTests
{
    private static readonly string[] s_needed = [StageNames.HeatGate, StageNames.Apply];

    private static readonly Dictionary<string, string> s_held = s_needed.ToDictionary(stage => stage, _ => "one:1:2");

    [Theory]
    [InlineData(0, 0, 5, true)]
    [InlineData(3, 0, 5, false)]
    [InlineData(0, 2, 5, false)]
    [InlineData(null, 0, 5, true)]
    [InlineData(null, 0, 4, false)]
    public void Reader_IsUpToDate_WhenNothingIsLeft(int? lag, int pending, int last, bool upToDate)
    {
        var reading = Seen.Reader(lag: lag, pending: pending, last: last);

        Assert.Equal(upToDate, reading.IsUpToDate);
        Assert.Equal(upToDate ? ProofVerdict.Pass : ProofVerdict.Fail, ConsumerLagProof.Judge([reading, Seen.Reader()]).Verdict);
    }

    [Fact]
    public void Group_ThatIsNotThere_IsNamed() =>
        Seen.Assert(ProofVerdict.Fail, ConsumerLagProof.Judge([Seen.Reader() with { Status = null }]), "readers of quantum:stream:x: there is no such group");

    [Fact]
    public void Stages_WithALeaseAndNothingLeft_Pass() => Seen.Assert(ProofVerdict.Pass, StagesProof.Judge(s_needed, s_held, [Seen.Reader()], [Seen.Reader()]), "2 of 2 stages run, in 1 process;");

    [Fact]
    public void Stage_WithoutALease_IsNamed_AndOneThatIsNotNeededIsNot()
    {
        var held = new Dictionary<string, string> { [StageNames.Apply] = "one:1:2" };

        Seen.Assert(ProofVerdict.Fail, StagesProof.Judge(s_needed, held, [], []), "nobody runs heat-gate");
        Seen.Assert(ProofVerdict.Pass, StagesProof.Judge([StageNames.Apply], held, [], []), "1 of 1");
    }

    // A row: how much is left, and how far the reader is at the second look; at the first it was at 5 with 2 pending.
    [Theory]
    [InlineData(3, 2, 5, false)]
    [InlineData(3, 2, 6, true)]
    [InlineData(3, 1, 5, true)]
    public void Stage_ThatIsBehind_PassesWhileItMoves(int lag, int pending, int last, bool passes)
    {
        var finding = StagesProof.Judge(s_needed, s_held, [Seen.Reader(lag: 3, pending: 2)], [Seen.Reader(lag: lag, pending: pending, last: last, newest: 9)]);

        Seen.Assert(passes ? ProofVerdict.Pass : ProofVerdict.Fail, finding, passes ? "" : "heat-gate stands still");
    }

    [Fact]
    public void Program_HoldsNoOrderPath_AndAFoundOneFails()
    {
        var program = OrderPathMap.ReadProgram();
        Seen.Assert(ProofVerdict.Pass, OrderPathProof.Judge(program, [], []), "7 namespaces");

        var reaching = program with { Calculations = [program.Calculations[0] with { Orders = ["QuantumTrader.Exchanges.IVenue"] }] };
        Seen.Assert(ProofVerdict.Fail, OrderPathProof.Judge(reaching, [], []), "QuantumTrader.Pipeline.MarketState reaches QuantumTrader.Exchanges.IVenue");
        Seen.Assert(ProofVerdict.Fail, OrderPathProof.Judge(program with { FoundFromExecution = 0 }, [], []), "finds no order even where");
        Seen.Assert(ProofVerdict.Fail, OrderPathProof.Judge(program with { Calculations = [new SpaceReading("Empty", 0, [])] }, [], []), "it was not searched");
    }

    [Theory]
    [InlineData("harvest_proposal", true, ProofVerdict.Fail)]
    [InlineData("heat-gate", true, ProofVerdict.Fail)]
    [InlineData("harvest_brain", true, ProofVerdict.Pass)]
    [InlineData("harvest_proposal", false, ProofVerdict.Pass)]
    public void Order_ThatACalculationAskedFor_Fails(string sender, bool ordered, object verdict)
    {
        var plan = Chain.Plan(Chain.Calibrated(Chain.Proposal()));
        var order = Chain.Order(plan) with { IsIntent = true, PlanId = ordered ? "asked" : "other" };
        TradeIntentRecord intent = ProbeIntents.Open(ProbeIntents.Symbol, "asked", dryRun: false, Chain.StartMs) with { Sender = sender };

        Assert.Equal(verdict, OrderPathProof.Judge(OrderPathMap.ReadProgram(), [order], [intent]).Verdict);
    }
}
