namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Waits for operations that were started one after the other and share a round trip. All come to an end before any failure is told: whoever gives up then knows that nothing is still
/// under way.
/// </summary>
internal static class Together
{
    /// <param name="takes">Reads of several streams. What each gives out must be kept apart until all have ended: the answers may come on different threads.</param>
    /// <returns>Number of entries seen by each.</returns>
    public static ValueTask<int[]> AllAsync(params ReadOnlySpan<ValueTask<int>> takes)
    {
        var seen = new int[takes.Length];
        foreach (var take in takes)
        {
            if (!take.IsCompletedSuccessfully)
                return new ValueTask<int[]>(Task.WhenAll(Array.ConvertAll(takes.ToArray(), one => one.AsTask())));
        }

        for (var i = 0; i < seen.Length; i++)
            seen[i] = takes[i].Result;
        return new ValueTask<int[]>(seen);
    }

    public static ValueTask AllAsync(params ReadOnlySpan<ValueTask> operations)
    {
        foreach (var operation in operations)
        {
            if (!operation.IsCompletedSuccessfully)
                return new ValueTask(Task.WhenAll(Array.ConvertAll(operations.ToArray(), one => one.AsTask())));
        }

        return ValueTask.CompletedTask;
    }
}
