using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Architecture.Tests;

/// <summary>The calculation stages cannot reach an order path: no type that places an order is referred to from them, not even at second hand.</summary>
public sealed class OrderPathTests
{
    private const string Execution = "QuantumTrader.Pipeline.Execution";

    private static readonly string[] Calculations =
    [
        "QuantumTrader.Pipeline.MarketState", "QuantumTrader.Pipeline.RiskProposal", "QuantumTrader.Pipeline.HarvestProposal",
        "QuantumTrader.Pipeline.HeatGate", "QuantumTrader.Pipeline.Governor", "QuantumTrader.Pipeline.Inputs", "QuantumTrader.Pipeline.Publishing",
    ];

    public static TheoryData<string> CalculationNamespaces => [.. Calculations];

    [Theory]
    [MemberData(nameof(CalculationNamespaces))]
    public void Calculation_ReachesNoOrder(string space)
    {
        var pipeline = AssemblyMap.OfProject("QuantumTrader.Pipeline");
        Assert.Contains(pipeline.References.Keys, type => AssemblyMap.IsWithin(type, space));

        Assert.DoesNotContain(pipeline.ReachFrom([space]), type => PlacesOrders(type));
    }

    // Whoever tells people, or is asked by them, has no way of his own to the venue.
    [Fact]
    public void Operator_ReachesNoOrder()
    {
        var types = AssemblyMap.OfProject("QuantumTrader.Operator").ForeignTypes;
        Assert.Contains("QuantumTrader.Pipeline.Hosting.IStage", types);

        Assert.DoesNotContain(types, type => PlacesOrders(type));
    }

    // The check must be able to fail: where orders are placed, it finds them.
    [Fact]
    public void Execution_IsFoundToReachOrders()
    {
        var found = AssemblyMap.OfProject("QuantumTrader.Pipeline").ReachFrom([Execution]).Where(PlacesOrders).ToList();

        Assert.Contains("QuantumTrader.Exchanges.OrderRequest", found);
        Assert.Contains("QuantumTrader.Exchanges.Paper.PaperVenue", found);
        Assert.Contains("QuantumTrader.Pipeline.Execution.EntryDesk", found);
    }

    // Nothing but the instructions of one lambda in an async method names the venue here.
    [Fact]
    public void Body_OfALambdaInAnAsyncMethod_IsRead()
    {
        var references = AssemblyMap.Read(typeof(Hidden).Assembly.Location).References[typeof(Hidden).FullName!];

        Assert.Contains("QuantumTrader.Exchanges.Paper.PaperVenue", references);
    }

    private static bool PlacesOrders(string type) =>
        type is "QuantumTrader.Exchanges.IVenue" or "QuantumTrader.Exchanges.IBarDrivenVenue" or "QuantumTrader.Exchanges.OrderRequest"
        || AssemblyMap.IsWithin(type, "QuantumTrader.Exchanges.Paper")
        || AssemblyMap.IsWithin(type, Execution);
}

internal static class Hidden
{
    public static async Task<decimal> EquityAsync()
    {
        await Task.Yield();
        Func<object> make = () => new PaperVenue(new PaperOptions());
        return make().GetHashCode();
    }
}
