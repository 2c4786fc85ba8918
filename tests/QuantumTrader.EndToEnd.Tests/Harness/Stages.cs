namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>Names of the stages as on the command line.</summary>
public static class Stages
{
    /// <summary>From a bar to a fill, in the order of the pipeline. Each holds a lease.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
        ["feed", "execution", "market-state", "position-state", "risk-proposal", "harvest-proposal", "heat-gate", "apply", "governor", "harvest-brain", "intent-router"];
}
