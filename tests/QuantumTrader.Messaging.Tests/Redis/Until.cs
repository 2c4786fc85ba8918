namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>Waits for what a real server does in its own time.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Calls until the engine serves.</summary>
    public static async Task<T> ServesAsync<T>(Func<ValueTask<T>> call)
    {
        var result = default(T);
        await FailsWithAsync(async () => result = await call(), "");
        return result!;
    }

    /// <summary>Calls until it fails as unavailable, with this in the message.</summary>
    public static Task FailsAsync<T>(Func<ValueTask<T>> call, string part) => FailsWithAsync(async () => await call(), part);

    public static async Task TrueAsync(Func<ValueTask<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (!await holds())
        {
            Assert.False(limit.IsCancellationRequested, $"the deadline is over: {what}");
            await Task.Delay(Pause);
        }
    }

    // An empty part: that it does not fail.
    private static async Task FailsWithAsync(Func<Task> call, string part)
    {
        var last = "";
        using var limit = new CancellationTokenSource(Deadline);
        while (true)
        {
            try
            {
                await call();
                last = "";
            }
            catch (EngineUnavailableException failure)
            {
                last = failure.Message;
            }

            if (part.Length == 0 ? last.Length == 0 : last.Contains(part, StringComparison.Ordinal))
                break;
            Assert.False(limit.IsCancellationRequested, $"the deadline is over; waited for '{part}', last: '{last}'");
            await Task.Delay(Pause);
        }

        Assert.DoesNotContain('\n', last);
        TestContext.Current.TestOutputHelper?.WriteLine(last.Length == 0 ? "it serves" : last);
    }
}
