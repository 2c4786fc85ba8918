using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Cli.Explain;

/// <summary>What is kept beside the streams. Null: it is not there, or cannot be read.</summary>
/// <param name="Theta">The kernel parameters that the proposal was measured with.</param>
/// <param name="State">What apply remembers of the plan: <c>reserved</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="ConsumedMs">When apply consumed the three permits of the plan together, Unix milliseconds.</param>
/// <param name="Journals">Execution's journal of each order by its client order id, as it stands.</param>
internal sealed record KeptFacts(HarvestTheta? Theta, string? State, long? ConsumedMs, IReadOnlyDictionary<string, string> Journals);
