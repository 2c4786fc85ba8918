using QuantumTrader.Deploy.Tests.Env;
using QuantumTrader.Deploy.Tests.Live;

namespace QuantumTrader.Deploy.Tests.Installing;

/// <summary>What the installed units say, done without systemd: every ExecStart with its environment brings its service up, and together they are a system that proves itself.</summary>
public sealed class UnitRunTests
{
    // All of them; a Prometheus is not part of what was installed, and one is skipped for that.
    private const string AllProofs = "16 passed, 0 failed, 1 skipped";

    [Fact]
    public async Task EveryService_StartsAsItsUnitSays_AndTheProofPasses()
    {
        using var machine = await InstallRoot.CreateAsync();
        var installed = await machine.InstallAsync();
        Assert.True(installed.ExitCode == 0, installed.All);
        await using var redis = await RedisServer.StartAsync();

        // The file that all services share; tests run side by side, and the documented ports are there once.
        var units = Directory.GetFiles(machine.At("/etc/systemd/system"), "quantum-*.service");
        var stages = units.Select(unit => File.ReadLines(unit).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal)).Split(' ')[^1]);
        var ports = "METRICS_STAGE_PORTS=" + string.Join(',', stages.Select(stage => $"{stage}:{RedisServer.FreePort()}"));
        await File.WriteAllTextAsync(machine.At("/etc/quantum/common.env"), $"REDIS_PORT={redis.Port}\n{ports}\nAPPLY_MODE=paper\nENTRY_RULE=none\n");
        Assert.Equal(14, units.Length);
        var services = new List<(string Name, LiveProcess Process, NotifySocket Socket)>();
        try
        {
            foreach (var unit in units)
                services.Add(await StartAsync(machine, unit));
            await Patience.UntilAsync(
                () => Task.FromResult(services.Find(service => !service.Socket.Said.Contains("READY=1")) is { Name: { } missing } ? $"READY=1 of {missing}" : null),
                [.. services.Select(service => service.Process)]);
            await Patience.UntilAsync(
                () => Task.FromResult(services.Find(service => !service.Socket.Said.Contains("STATUS=running")) is { Name: { } missing } ? $"STATUS=running of {missing}" : null),
                [.. services.Select(service => service.Process)]);
            LiveProcess[] processes = [.. services.Select(service => service.Process)];
            await Patience.UntilAsync(() => AskAsync("open", ["BTCUSDT", "long", "0.05"], "opened at"), processes);
            await Patience.UntilAsync(() => AskAsync("proof", ["--set", "PROOF_PROMETHEUS_URL=", "--set", "PROOF_WAIT_SEC=3", "--set", ports], AllProofs), processes);
        }
        finally
        {
            foreach (var (_, process, socket) in services)
            {
                await process.DisposeAsync();
                socket.Dispose();
            }
        }

        async Task<string?> AskAsync(string verb, string[] options, string expected)
        {
            var answer = await Tool.RunAsync(machine.At("/opt/quantum/current/bin/quantum"), [verb, .. options, "--redis", redis.Url]);
            return answer.ExitCode == 0 && answer.Output.Contains(expected, StringComparison.Ordinal) ? null : answer.All;
        }
    }

    private static async Task<(string Name, LiveProcess Process, NotifySocket Socket)> StartAsync(InstallRoot machine, string unit)
    {
        var lines = (await File.ReadAllLinesAsync(unit)).Where(line => line.Contains('=') && line[0] != '#').Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in lines["Environment"])
            variables[text.Split('=')[0]] = text.Split('=')[1];
        foreach (var path in lines["EnvironmentFile"])
        {
            if (path[0] == '-' && !File.Exists(machine.At(path[1..])))
                continue;
            foreach (var entry in EnvironmentFile.Read(await machine.ReadAsync(path.TrimStart('-'))).Entries.Where(entry => !entry.IsOff))
                variables[entry.Key] = entry.Value;
        }

        var name = Path.GetFileNameWithoutExtension(unit);
        var socket = new NotifySocket(Path.Combine(Path.GetDirectoryName(machine.Root)!, name));
        variables["NOTIFY_SOCKET"] = socket.Path;
        var words = Assert.Single(lines["ExecStart"]).Split(' ');
        return (name, new LiveProcess(machine.At(words[0]), words[1..], [.. variables.Select(pair => (pair.Key, pair.Value))]), socket);
    }
}
