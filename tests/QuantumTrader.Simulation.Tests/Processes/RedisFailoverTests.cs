namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>The master is killed, with SIGKILL, under a system at work; its replica, which may lack what was answered last, becomes the master at another address.</summary>
public sealed class RedisFailoverTests
{
    private const int Symbols = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task MasterKilledUnderLoad_ReplicaPromoted_TheSystemGoesOnThere_LedgerIsTheVenues_NoOrderTwice()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartReplicaAsync(first);
        await using var system = await SystemAtWork.StartAsync($"{first.Url},127.0.0.1:{second.Port}", Symbols);
        using var stop = new CancellationTokenSource();
        var working = system.MoveAsync(stop.Token);
        var seen = await FillAsync(system, Symbols);

        first.Kill();
        await system.UntilAsync(() => Task.FromResult(system.Errors.Contains("none of them is a master", StringComparison.Ordinal)));
        Assert.StartsWith("+OK", await second.TellAsync("REPLICAOF NO ONE"), StringComparison.Ordinal);
        await system.UntilAsync(() => SystemAtWork.TryAsync(() => system.View.FillsAsync()));
        Assert.NotEmpty((await system.View.AccountAsync())!.Positions);
        var kept = (await system.View.FillsAsync()).Count;
        await FillAsync(system, Symbols);

        await stop.CancelAsync();
        await working.WaitAsync(Limit);
        var all = await system.AssertSoundAsync();
        Assert.NotEmpty((await system.View.AccountAsync())!.Positions);
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen} fills before the failover, {kept} on the replica when it was promoted, {all.Count} in the end");
    }

    // The market is under way: until so many more acts have come to the venue. Returns how many there are.
    private static async Task<int> FillAsync(SystemAtWork system, int more)
    {
        var due = (await system.View.FillsAsync()).Count + more;
        var fills = 0;
        await system.UntilAsync(async () => (fills = (await system.View.FillsAsync()).Count) >= due);
        return fills;
    }
}
