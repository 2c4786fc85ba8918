namespace QuantumTrader.Messaging.Contract;

/// <summary>What a claim brought.</summary>
/// <param name="Entries">Entries that now belong to the claimer.</param>
/// <param name="Lost">Entries that were pending but had already been trimmed: lost messages, to be counted and reported.</param>
public readonly record struct ClaimedEntries<T>(IReadOnlyList<StreamEntry<T>> Entries, IReadOnlyList<StreamId> Lost)
    where T : class, IWireRecord<T>;
