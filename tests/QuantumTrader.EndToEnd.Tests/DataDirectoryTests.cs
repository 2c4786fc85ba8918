using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>One process on the embedded engine with its journal in a folder: what was there before a kill is there after it.</summary>
public sealed class DataDirectoryTests
{
    private static readonly string[] Quiet = ["--feed", "sim", "--set", "ENTRY_RULE=none"];

    [Fact]
    public async Task KilledAndStartedAgain_PositionPeakAndStopAreThere()
    {
        using var folder = new TempFolder();
        var data = folder.File("data");
        var asked = (await Quantum.RunAsync("open", "ETHUSDT", "long", "0.5", "--data-dir", data)).AssertDone();
        Assert.StartsWith("ETHUSDT: asked for", asked.Output, StringComparison.Ordinal);

        PositionRecord before;
        await using (var system = Start(data))
        {
            before = await ProtectedAsync(folder, data, system);
            var held = await Quantum.RunAsync(["run", "all", "--data-dir", data, .. Quiet]);
            Assert.Equal(1, held.ExitCode);
            Assert.Contains(data, held.ErrorLines[^1], StringComparison.Ordinal);
            Assert.Contains("another process", held.ErrorLines[^1], StringComparison.Ordinal);
            await system.KillAsync();
        }

        Assert.Equal(0.5m, before.Quantity);
        await using (var engine = EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = data }, TimeProvider.System))
            AssertSame(before, (await engine.Store.GetAsync(Keys.Position("ETHUSDT"))).Value);

        (await Quantum.RunAsync("open", "ETHUSDT", "long", "0.5", "--data-dir", data)).AssertDone();
        await using var restarted = Start(data);
        await Eventually.TrueAsync(
            async () => (await VenueEventsAsync(folder, data)).Any(happened => happened.Reason == "position_open"), restarted, "the second wish is refused");
        AssertSame(before, await ProtectedAsync(folder, data, restarted));
        (await restarted.StopAsync()).AssertDone();
    }

    private static RunningProgram Start(string data) => Quantum.Start(["run", "all", "--data-dir", data, .. Quiet]);

    private static void AssertSame(PositionRecord expected, PositionRecord? found)
    {
        Assert.NotNull(found);
        Assert.Equal((expected.OpenedEpoch, expected.Quantity, expected.EntryPrice), (found.OpenedEpoch, found.Quantity, found.EntryPrice));
        Assert.Equal((expected.CurrentSl, expected.SlConfirmed), (found.CurrentSl, found.SlConfirmed));
        Assert.True(found.PeakPrice >= expected.PeakPrice && found.TroughPrice <= expected.TroughPrice, $"{expected} {found}");
    }

    private static Task<PositionRecord> ProtectedAsync(TempFolder folder, string data, RunningProgram system) => Eventually.SomeAsync(
        () => LookAsync(folder, data, async engine => (await engine.Store.GetAsync(Keys.Position("ETHUSDT"))).Value is { SlConfirmed: true } found ? found : null),
        system, "the position with its stop");

    private static async Task<IEnumerable<VenueEventRecord>> VenueEventsAsync(TempFolder folder, string data) =>
        await LookAsync(folder, data, async engine =>
            (await engine.Bus.ReadNewestAsync(Keys.VenueEvents, 1000)).Select(entry => entry.Record.Value!).ToList()) ?? [];

    // The running system holds its folder: a copy of the journal is read instead, which may end in the middle of a record.
    private static async Task<T?> LookAsync<T>(TempFolder folder, string data, Func<EmbeddedEngine, Task<T?>> look)
        where T : class
    {
        if (!Directory.Exists(data))
            return null;
        var copy = Directory.CreateDirectory(Path.Combine(folder.Path, "copy"));
        try
        {
            foreach (var file in Directory.GetFiles(data).Where(file => !file.EndsWith("lock", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            await using var engine = EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = copy.FullName }, TimeProvider.System);
            return await look(engine);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
