using System.Diagnostics;
using System.Globalization;
using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Tests.JournalWriter;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>A process that writes is killed at moments of its own choosing: what it had acknowledged is there, without a hole.</summary>
public sealed class JournalKillTests : IDisposable
{
    private const int Kills = 4;

    private readonly DataDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, 64L * 1024 * 1024)]
    [InlineData(2, 64L * 1024 * 1024)]
    [InlineData(3, 20_000L)]
    [InlineData(4, 20_000L)]
    public async Task Killed_writer_loses_nothing_it_acknowledged(int seed, long compactAbove)
    {
        var random = new SeededRandom((ulong)seed);
        var lives = 0L;
        var total = 0L;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Each life starts anew, so the numbers of one life are its own.
            var path = _directory.File($"life {lives++}");
            var acknowledged = await WriteUntilKilledAsync(path, compactAbove, acknowledgements: 1 + random.NextInt(400));
            var present = await ReadBackAsync(path);
            Assert.InRange(present, acknowledged, long.MaxValue);
            total += acknowledged;
        }

        Assert.InRange(total, Kills, long.MaxValue);
    }

    private static async Task<long> WriteUntilKilledAsync(string path, long compactAbove, int acknowledgements)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "QuantumTrader.Messaging.Tests.JournalWriter.dll");
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [program, path, compactAbove.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var acknowledged = 0L;
        var killed = false;
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            // A number counts when its whole line has come; the kill may have cut the last one short.
            if (long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == acknowledged + 1)
                acknowledged = number;
            if (acknowledged < acknowledgements || killed)
                continue;
            writer.Kill();
            killed = true;
        }

        await writer.WaitForExitAsync();
        Assert.True(killed, $"the writer ended by itself after {acknowledged} acknowledgements");
        return acknowledged;
    }

    private static async Task<long> ReadBackAsync(string path)
    {
        await using var engine = Messaging.Embedded.EmbeddedEngine.Open(
            new Messaging.Embedded.EmbeddedOptions { DataDirectory = path }, TimeProvider.System);
        var entries = await engine.Bus.ReadNewestAsync(new StreamKey<Numbered>(Numbered.Stream), int.MaxValue);
        var numbers = entries.Select(entry => entry.Record.Value!.Number).Reverse().ToArray();
        Assert.Equal(Enumerable.Range(1, numbers.Length).Select(number => (long)number), numbers);

        // The hash is written after the stream, so the kill can fall between the two, and never the other way round.
        var newest = (await engine.Store.GetAsync(new HashKey<Numbered>(Numbered.Hash))).Value!.Number;
        Assert.InRange(newest, numbers.Length - 1, numbers.Length);
        return newest;
    }
}
