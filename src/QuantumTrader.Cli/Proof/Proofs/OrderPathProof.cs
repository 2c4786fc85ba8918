using QuantumTrader.Cli.Proof.OrderPath;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>In the code of this program, and in the orders of the system: nothing that calculates places orders.</summary>
internal sealed class OrderPathProof : IProof
{
    private static readonly string[] s_calculating =
        [StageNames.MarketState, StageNames.RiskProposal, StageNames.HarvestProposal, StageNames.HeatGate, StageNames.Governor, .. StageNames.Exporters];

    public string Name => "calculation stages hold no order path";

    public string Question => "Can no code that calculates reach code that places orders, and did no stage that calculates ask for one of the newest orders?";

    public string LookAt => Runbook.OrderPath;

    public bool IsRepeated => false;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var orders = await subject.NewestAsync(Keys.ExecutionOrders, cancellation);
        var intents = await subject.NewestAsync(Keys.TradeIntents, cancellation);
        return Judge(OrderPathMap.ReadProgram(), orders, intents);
    }

    public static Finding Judge(OrderPathReading code, IReadOnlyList<ExecutionOrderRecord> orders, IReadOnlyList<TradeIntentRecord> intents)
    {
        var wrong = code.Calculations.Where(space => space.Orders.Count > 0).Select(space => $"{space.Namespace} reaches {string.Join(", ", space.Orders)}").ToList();
        wrong.AddRange(code.Calculations.Where(space => space.Types == 0).Select(space => $"{space.Namespace} has no types: it was not searched"));
        if (code.FoundFromExecution == 0)
            wrong.Add("the search finds no order even where orders are placed");

        // A sender may spell the name of a stage with either sign.
        var sent = orders.Where(order => order.IsIntent).Select(order => order.PlanId).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(intents
            .Where(intent => sent.Contains(intent.CorrelationId) && s_calculating.Contains(intent.Sender?.Replace('_', '-')))
            .Select(intent => $"order {intent.CorrelationId} was asked for by {intent.Sender}"));
        return Finding.Of(
            wrong, $"{code.Calculations.Count} namespaces of {code.Calculations.Sum(space => space.Types)} types reach none; none of the newest {orders.Count} orders is theirs",
            "no way from a calculation to an order",
            [
                .. code.Calculations.Select(space => $"{space.Namespace}: {space.Types} types, {space.Orders.Count} that place orders in reach"),
                $"where orders are placed, the same search finds {code.FoundFromExecution} such types",
                $"orders: {orders.Count - sent.Count} from plans, {sent.Count} from intents",
            ]);
    }
}
