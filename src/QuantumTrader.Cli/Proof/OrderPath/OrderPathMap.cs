namespace QuantumTrader.Cli.Proof.OrderPath;

/// <summary>Which code calculates, which code places orders, and whether a way leads from the one to the other.</summary>
internal static class OrderPathMap
{
    public const string Execution = "QuantumTrader.Pipeline.Execution";

    private const string Pipeline = "QuantumTrader.Pipeline";

    /// <summary>The namespaces from which no order may be reached.</summary>
    public static IReadOnlyList<string> Calculations { get; } =
    [
        "QuantumTrader.Pipeline.MarketState", "QuantumTrader.Pipeline.RiskProposal", "QuantumTrader.Pipeline.HarvestProposal",
        "QuantumTrader.Pipeline.HeatGate", "QuantumTrader.Pipeline.Governor", "QuantumTrader.Pipeline.Inputs", "QuantumTrader.Pipeline.Publishing",
    ];

    public static bool PlacesOrders(string type) =>
        type is "QuantumTrader.Exchanges.IVenue" or "QuantumTrader.Exchanges.IBarDrivenVenue" or "QuantumTrader.Exchanges.OrderRequest"
        || AssemblyMap.IsWithin(type, "QuantumTrader.Exchanges.Paper")
        || AssemblyMap.IsWithin(type, Execution);

    /// <summary>Reads the program's own code.</summary>
    /// <exception cref="IOException">The assembly is not beside the program.</exception>
    public static OrderPathReading ReadProgram()
    {
        var map = AssemblyMap.OfProject(Pipeline);
        return new OrderPathReading(
            [.. Calculations.Select(space => new SpaceReading(
                space, map.References.Keys.Count(type => AssemblyMap.IsWithin(type, space)),
                [.. map.ReachFrom([space]).Where(PlacesOrders).Order(StringComparer.Ordinal)]))],
            map.ReachFrom([Execution]).Count(PlacesOrders));
    }
}
