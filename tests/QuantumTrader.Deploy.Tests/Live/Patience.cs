using System.Diagnostics;

namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>Waits for what servers do in their own time. The limit only ends a test that would wait for ever.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="look">Null when it is so, else what is not so yet.</param>
    public static async Task UntilAsync(Func<Task<string?>> look, params LiveProcess[] processes)
    {
        var waited = Stopwatch.StartNew();
        while (await look() is { } missing)
        {
            foreach (var process in processes)
                Assert.True(process.IsAlive, $"a server has ended; awaited: {missing}\n{process.Said}");
            Assert.True(waited.Elapsed < Limit, $"awaited in vain: {missing}\n{string.Join('\n', processes.Select(process => process.Said))}");
            await Task.Delay(Pause);
        }
    }
}
