using System.Diagnostics;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>Waits for what another process does. The limit only ends a test that would wait for ever; no test measures time with it.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(Func<Task<bool>> condition, RunningProgram program, string what) =>
        SomeAsync(async () => await condition() ? "" : null, program, what);

    /// <summary>The first answer that is not null.</summary>
    public static Task<T> SomeAsync<T>(Func<Task<T?>> look, RunningProgram program, string what)
        where T : class => SomeAsync(look, [program], what);

    /// <summary>The same, of several programs, none of which may end.</summary>
    public static async Task<T> SomeAsync<T>(Func<Task<T?>> look, IReadOnlyList<RunningProgram> programs, string what)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } found)
                return found;
            foreach (var program in programs)
                Assert.True(program.IsAlive, $"the program has ended; awaited: {what}\n{program.Errors}");
            Assert.True(waited.Elapsed < Limit, $"awaited in vain: {what}\n{string.Join('\n', programs.Select(program => program.Errors))}");
            await Task.Delay(Pause);
        }
    }
}
