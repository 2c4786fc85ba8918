using System.Diagnostics;
using System.Globalization;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum proof</c> on a running system: it passes, and it fails where something is missing, naming the right proof.</summary>
public sealed class ProofTests
{
    private const int Proofs = 17;

    [Fact]
    public async Task RunningSystem_PassesAllProofs_AndWithoutItsRedisTheFirstFails()
    {
        using var folder = new TempFolder();
        var (harvest, safety, prometheus) = (RedisServer.FreePort(), RedisServer.FreePort(), RedisServer.FreePort());
        var ports = $"METRICS_STAGE_PORTS={string.Join(',', Stages.InOrder.Select(stage => stage + ":0"))},harvest-exporter:{harvest},safety-exporter:{safety}";
        using var scraper = StartPrometheus(folder, prometheus, harvest, safety);
        await using var system = await ProvenSystem.StartAsync(apart: null, ports, $"METRICS_PORT={RedisServer.FreePort()}");
        await system.OpenAsync(result => result["executed"] == "true");
        var report = folder.File("proof.md");

        var page = (await system.ProveAsync(
            "--out", report, "--set", ports, "--set", $"PROOF_PROMETHEUS_URL=http://127.0.0.1:{prometheus}", "--set", "PROOF_WAIT_SEC=30")).AssertDone();

        Assert.Equal(Enumerable.Range(1, Proofs).Select(number => $"ok   {number,2}  "), page.OutputLines.Take(Proofs).Select(line => line[..9]));
        Assert.StartsWith($"{Proofs} passed, 0 failed, 0 skipped", page.OutputLines[^1], StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(report);
        Assert.StartsWith("# Proof pack: PASS\n", text, StringComparison.Ordinal);
        Assert.Contains("FULL_CLOSE_PROPOSED -> PARTIAL_25 (portfolio_heat_cold)", text, StringComparison.Ordinal);

        // The drill has left no switch behind, and both of its turns are in the journal; the system's own safe mode was never touched.
        Assert.Null(await system.View.TextAsync("quantum:kill:symbol:PROBEUSDT"));
        Assert.Equal(["on", "off"], (await system.View.StreamAsync("quantum:stream:operator.journal")).Select(entry => entry["value"]));
        Assert.Null(await system.View.TextAsync("quantum:safety:safe_mode"));
        Assert.Empty(await system.View.StreamAsync("quantum:stream:safety.fault"));

        system.Redis.Kill();
        var without = await system.ProveAsync("--json");
        Assert.Equal(1, without.ExitCode);
        Assert.Equal("engine reachable", Assert.Single(ProvenSystem.Failures(without)).Key);
        var others = without.Json.GetProperty("proofs").EnumerateArray().Skip(1).ToList();
        Assert.Equal(Proofs - 1, others.Count);
        Assert.All(others, proof => Assert.Equal(("skipped", "not asked: the engine cannot be reached"), (proof.GetProperty("verdict").GetString(), proof.GetProperty("seen").GetString())));
    }

    [Fact]
    public async Task StoppedHeatGate_IsNamed()
    {
        await using var system = await ProvenSystem.StartAsync("heat-gate");
        await system.OpenAsync(result => result["executed"] == "true");
        await system.StopApartAsync();

        var failed = await system.FailuresAsync();

        Assert.Contains("nobody runs heat-gate", failed["heat gate throughput"], StringComparison.Ordinal);
        Assert.Equal("nobody runs heat-gate", failed["stages alive and progressing"]);
        AssertHolds("market state fresh", failed);
        AssertHolds("harvest proposals of every symbol", failed);
        AssertHolds("kill switch drill", failed);
    }

    [Fact]
    public async Task StaleProposal_IsNamed()
    {
        await using var system = await ProvenSystem.StartAsync("harvest-proposal");
        await system.OpenAsync(result => result["executed"] == "true");
        await system.StopApartAsync();
        var longAgo = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1000;
        await system.View.SetAsync(
            "quantum:harvest:proposal:BTCUSDT",
            ("last_update_epoch", longAgo.ToString(CultureInfo.InvariantCulture)), ("computed_ms", (longAgo * 1000).ToString(CultureInfo.InvariantCulture)));

        var failed = await system.FailuresAsync();

        Assert.StartsWith("BTCUSDT: the proposal was computed 10", failed["harvest proposals of every symbol"], StringComparison.Ordinal);
        AssertHolds("heat gate throughput", failed);
        AssertHolds("permits complete", failed);
    }

    [Fact]
    public async Task MissingPermitAuthor_IsNamed()
    {
        await using var system = await ProvenSystem.StartAsync("governor");
        await system.StopApartAsync();
        await system.OpenAsync(result => result["error"] == "permit_timeout_or_missing:missing_governor");

        var failed = await system.FailuresAsync();

        Assert.Contains("nobody runs governor, the author of the governor permit", failed["permits complete"], StringComparison.Ordinal);
        Assert.Contains("missing_governor: ", failed["permits complete"], StringComparison.Ordinal);
        AssertHolds("heat gate throughput", failed);
        AssertHolds("positions protected", failed);
    }

    [Theory]
    [InlineData("proof: --redis URL or --data-dir DIR is needed, to find the system")]
    [InlineData("proof: --redis URL is needed: a running system keeps its data directory to itself", "--data-dir", "none")]
    [InlineData("--set: PROOF_PROMETHEUS_URL = '***': must be a URL with http or https, or empty", "--redis", "redis://127.0.0.1:1", "--set", "PROOF_PROMETHEUS_URL=here")]
    public async Task BadUsage_IsRefused(string fault, params string[] options) =>
        (await Quantum.RunAsync(["proof", .. options])).AssertRefused(2, fault);

    private static void AssertHolds(string proof, Dictionary<string, string> failed) =>
        Assert.False(failed.TryGetValue(proof, out var seen), $"{proof}: {seen}");

    // The rules that are deployed, and of the targets those that every installation has.
    private static Scraper StartPrometheus(TempFolder folder, int port, int harvest, int safety)
    {
        var config = folder.Write(
            "prometheus.yml",
            $$"""
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files: ["{{Quantum.Root}}/deploy/prometheus/rules/*.yml"]
            scrape_configs:
              - job_name: quantum-harvest-exporter
                static_configs: [{targets: ["127.0.0.1:{{harvest}}"]}]
              - job_name: quantum_safety_telemetry
                static_configs: [{targets: ["127.0.0.1:{{safety}}"]}]

            """);
        return new Scraper(Process.Start(new ProcessStartInfo(
            "/usr/bin/prometheus",
            [$"--config.file={config}", $"--web.listen-address=127.0.0.1:{port}", $"--storage.tsdb.path={folder.File("tsdb")}", "--log.level=error"]))!);
    }

    private sealed record Scraper(Process Process) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
