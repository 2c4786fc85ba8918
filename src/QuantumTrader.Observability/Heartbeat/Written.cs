namespace QuantumTrader.Observability.Heartbeat;

/// <summary>Counts writes when they have succeeded.</summary>
internal static class Written
{
    public static ValueTask Count(ValueTask write, StageHeartbeat heartbeat)
    {
        // What the embedded engine does is done already: no state machine for it.
        if (!write.IsCompletedSuccessfully)
            return LaterAsync(write, heartbeat);
        heartbeat.Wrote();
        return write;
    }

    public static ValueTask<T> Count<T>(ValueTask<T> write, StageHeartbeat heartbeat)
    {
        if (!write.IsCompletedSuccessfully)
            return LaterAsync(write, heartbeat);
        heartbeat.Wrote();
        return write;
    }

    private static async ValueTask LaterAsync(ValueTask write, StageHeartbeat heartbeat)
    {
        await write;
        heartbeat.Wrote();
    }

    private static async ValueTask<T> LaterAsync<T>(ValueTask<T> write, StageHeartbeat heartbeat)
    {
        var result = await write;
        heartbeat.Wrote();
        return result;
    }
}
