using QuantumTrader.Cli.Proof.OrderPath;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Architecture.Tests;

/// <summary>The calculation stages cannot reach an order path: no type that places an order is referred to from them, not even at second hand.</summary>
public sealed class OrderPathTests
{
    public static TheoryData<string> CalculationNamespaces => [.. OrderPathMap.Calculations];

    [Theory]
    [MemberData(nameof(CalculationNamespaces))]
    public void Calculation_ReachesNoOrder(string space)
    {
        var pipeline = AssemblyMap.OfProject("QuantumTrader.Pipeline");
        Assert.Contains(pipeline.References.Keys, type => AssemblyMap.IsWithin(type, space));

        Assert.DoesNotContain(pipeline.ReachFrom([space]), type => OrderPathMap.PlacesOrders(type));
    }

    // Whoever tells people, or is asked by them, has no way of his own to the venue.
    [Fact]
    public void Operator_ReachesNoOrder()
    {
        var types = AssemblyMap.OfProject("QuantumTrader.Operator").ForeignTypes;
        Assert.Contains("QuantumTrader.Pipeline.Hosting.IStage", types);

        Assert.DoesNotContain(types, type => OrderPathMap.PlacesOrders(type));
    }

    // The check must be able to fail: where orders are placed, it finds them.
    [Fact]
    public void Execution_IsFoundToReachOrders()
    {
        var found = AssemblyMap.OfProject("QuantumTrader.Pipeline").ReachFrom([OrderPathMap.Execution]).Where(OrderPathMap.PlacesOrders).ToList();

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
