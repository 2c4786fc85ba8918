using System.Diagnostics;

namespace QuantumTrader.Operator.Tests.Notifications;

/// <summary>Waits for what another task does. The limit only ends a test that would wait for ever; no test measures time with it.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < s_limit, $"awaited in vain: {what}");
            await Task.Delay(2);
        }
    }
}
