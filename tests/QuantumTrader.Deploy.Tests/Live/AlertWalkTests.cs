using System.Text.Json;

namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>The walk of the requirement document, from a key in Redis to the notification and back, on the real servers.</summary>
public sealed class AlertWalkTests
{
    [Fact]
    public async Task SafeMode_IsTold_AndItsEndIsTold()
    {
        await using var system = await MonitoredSystem.StartAsync();
        using var sink = new WebhookSink();
        await using var alertmanager = await LiveAlertmanager.StartAsync(sink);
        await using var prometheus = LivePrometheus.Start(system, alertmanager.Port);
        LiveProcess[] all = [prometheus.Process, alertmanager.Process, .. system.Processes];
        await Patience.UntilAsync(async () => await ValueAsync(prometheus, "quantum_safety_safe_mode") == 0 ? null : "safe mode 0", all);

        await system.RedisCliAsync("SET quantum:safety:safe_mode 1 EX 300");
        await Patience.UntilAsync(async () => await ValueAsync(prometheus, "quantum_safety_safe_mode") == 1 ? null : "safe mode 1", all);
        var left = await prometheus.ValueAsync("quantum_safety_safe_mode_ttl_seconds");
        Assert.InRange(left!.Value, 200, 300);
        await Patience.UntilAsync(
            async () => await prometheus.ValueAsync("quantum_safety_safe_mode_ttl_seconds") < left ? null : "the time left falls", all);
        var states = new List<string>();
        await Patience.UntilAsync(
            async () =>
            {
                var state = await prometheus.StateOfAsync("QuantumSafeModeActive");
                if (states.LastOrDefault() != state)
                    states.Add(state);
                return state == "firing" ? null : "QuantumSafeModeActive fires";
            },
            all);
        Assert.Contains("pending", states);
        await ReceivedAsync(sink, "/alertmanager", "firing", all);
        await Patience.UntilAsync(() => Task.FromResult(sink.ReceivedAt("/pagerduty").Count > 0 && sink.ReceivedAt("/telegram").Count > 0 ? null : "pager and Telegram are told"), all);
        Assert.Contains("Safe mode is on", string.Concat(sink.ReceivedAt("/telegram")), StringComparison.Ordinal);
        Assert.Contains("quantumsafemodeactive", string.Concat(sink.ReceivedAt("/alertmanager")), StringComparison.Ordinal);

        await system.RedisCliAsync("DEL quantum:safety:safe_mode");
        await Patience.UntilAsync(async () => await prometheus.StateOfAsync("QuantumSafeModeActive") == "inactive" ? null : "QuantumSafeModeActive ends", all);
        await ReceivedAsync(sink, "/alertmanager", "resolved", all);
        await Patience.UntilAsync(() => Task.FromResult(sink.ReceivedAt("/deadman").Any(body => body.Contains("Watchdog", StringComparison.Ordinal)) ? null : "the sign of life"), all);
    }

    [Fact]
    public async Task ExporterThatIsGone_IsMissed()
    {
        await using var system = await MonitoredSystem.StartAsync();
        await using var prometheus = LivePrometheus.Start(system, RedisServer.FreePort());
        await Patience.UntilAsync(async () => await ValueAsync(prometheus, "up{job=\"quantum_safety_telemetry\"}") == 1 ? null : "the exporter is up", prometheus.Process);

        await system.StopAsync("safety-exporter");

        await Patience.UntilAsync(
            async () => await prometheus.StateOfAsync("QuantumTelemetryExporterDown") == "firing" ? null : "QuantumTelemetryExporterDown fires", prometheus.Process);
    }

    [Fact]
    public async Task RedisThatIsGone_IsMissed_AndComesBackWithoutARestart()
    {
        await using var system = await MonitoredSystem.StartAsync();
        await using var prometheus = LivePrometheus.Start(system, RedisServer.FreePort());
        LiveProcess[] all = [prometheus.Process, .. system.Processes];
        await system.RedisCliAsync("SET quantum:safety:safe_mode 1 EX 300");
        await Patience.UntilAsync(async () => await ValueAsync(prometheus, "quantum_safety_safe_mode") == 1 ? null : "safe mode 1", all);

        system.Redis.Kill();
        await Patience.UntilAsync(async () => await prometheus.ValueAsync("quantum_safety_redis_up") == 0 ? null : "redis_up 0", all);
        await Patience.UntilAsync(
            async () => await prometheus.StateOfAsync("QuantumRedisConnectionLost") == "firing" ? null : "QuantumRedisConnectionLost fires", all);
        Assert.Equal(1, await prometheus.ValueAsync("quantum_safety_safe_mode"));

        await system.Redis.RestartAsync();
        await Patience.UntilAsync(async () => await prometheus.ValueAsync("quantum_safety_redis_up") == 1 ? null : "redis_up 1", all);
        await Patience.UntilAsync(async () => await prometheus.ValueAsync("quantum_safety_safe_mode") == 0 ? null : "safe mode as it is now", all);
        await Patience.UntilAsync(
            async () => await prometheus.StateOfAsync("QuantumRedisConnectionLost") == "inactive" ? null : "QuantumRedisConnectionLost ends", all);
        await Patience.UntilAsync(async () => await prometheus.ValueAsync("min(quantum_stage_engine_up)") == 1 ? null : "every stage goes on", all);
    }

    // Before the first scrape there is no Prometheus or no series yet.
    private static async Task<double?> ValueAsync(LivePrometheus prometheus, string expression)
    {
        try
        {
            return await prometheus.ValueAsync(expression);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Task ReceivedAsync(WebhookSink sink, string path, string status, LiveProcess[] all) => Patience.UntilAsync(
        () => Task.FromResult(sink.ReceivedAt(path).Any(body => Tells(body, status)) ? null : $"a notification that says {status}"), all);

    private static bool Tells(string body, string status)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("alerts").EnumerateArray().Any(alert =>
            alert.GetProperty("labels").GetProperty("alertname").GetString() == "QuantumSafeModeActive" && alert.GetProperty("status").GetString() == status);
    }
}
