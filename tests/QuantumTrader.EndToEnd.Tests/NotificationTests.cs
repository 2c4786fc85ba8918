using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;
using QuantumTrader.Tests.Support.Posts;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum run notifier</c> and <c>quantum notify test</c> with receivers on loopback.</summary>
public sealed class NotificationTests
{
    private const string Secret = "averysecretkey";
    private const string Token = "123456:AAverysecret";
    private const string Yes = """{"ok":true}""";

    // What an operator does and what trips by itself reaches the webhook, signed; a second start tells nothing again but what is still on.
    [Fact]
    public async Task KillSwitchAndSafeMode_ReachTheWebhook_Signed()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var sink = await PostSink.StartAsync(new PostAnswer(200, Yes));
        await using (var system = await StartAsync(redis, view, sink))
        {
            (await Quantum.RunAsync("kill", "on", "--reason", "exchange trouble", "--redis", redis.Url)).AssertDone();
            await UntilToldAsync(sink, system, "kill switch ON: exchange trouble");
            (await Quantum.RunAsync("kill", "off", "--reason", "solved", "--redis", redis.Url)).AssertDone();
            await UntilToldAsync(sink, system, "kill switch off: solved");

            for (var n = 1; n <= 41; n++)
                await view.AppendAsync("quantum:stream:trade.intent", ("payload", Intent(n)));
            await UntilToldAsync(sink, system, "safe mode ON for 300 s: GLOBAL_RATE_EXCEEDED by ");
            await UntilToldAsync(sink, system, "safety fault GLOBAL_RATE_EXCEEDED by BUY, 21 intents in 10 s");
            (await system.StopAsync()).AssertDone();
            Assert.DoesNotContain("verysecret", system.Errors, StringComparison.Ordinal);
            Assert.Contains("telling webhook", system.Errors, StringComparison.Ordinal);
        }

        var before = sink.Received.Count;
        await using var again = await StartAsync(redis, view, sink);
        await UntilToldAsync(sink, again, "safe mode ON for 300 s: GLOBAL_RATE_EXCEEDED by ", before);
        (await again.StopAsync()).AssertDone();

        Assert.All(sink.Received, AssertSigned);
        Assert.Equal("safe_mode", Assert.Single(sink.Received.Skip(before).SelectMany(Events)).GetProperty("kind").GetString());
        var told = sink.Received.Take(before).SelectMany(Events).Select(one => one.GetProperty("text").GetString()).ToList();
        Assert.Equal(told.Distinct(), told);
    }

    [Fact]
    public async Task Test_SendsOneMessageToEach()
    {
        await using var sink = await PostSink.StartAsync(new PostAnswer(200, Yes));
        using var folder = new TempFolder();
        var file = folder.Write("token", Token + "\n");

        var outcome = (await TestAsync([
            ("NOTIFY_TELEGRAM_TOKEN_FILE", file), ("NOTIFY_TELEGRAM_CHAT_ID", "-100"), ("NOTIFY_TELEGRAM_API", sink.Url),
            ("NOTIFY_SLACK_URL", sink.Url + "/slack/verysecret"), ("NOTIFY_WEBHOOK_URL", sink.Url + "/hook"), ("NOTIFY_WEBHOOK_SECRET", Secret)])).AssertDone();

        Assert.Equal(["telegram: sent", "slack: sent", "webhook: sent"], outcome.OutputLines);
        Assert.Equal([$"POST /bot{Token}/sendMessage", "POST /slack/verysecret", "POST /hook"], sink.Received.Select(post => post.Path));
        Assert.All(sink.Received, post => Assert.Contains("Quantum Trader: this is a test message", post.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_SaysWhichFailed_AndShowsNoSecret()
    {
        await using var sink = await PostSink.StartAsync(
            (post, _, _) => Task.FromResult(post.Path.Contains("bot", StringComparison.Ordinal) ? new PostAnswer(401) : new PostAnswer(200, "ok")));

        var outcome = await TestAsync([
            ("NOTIFY_TELEGRAM_TOKEN", Token), ("NOTIFY_TELEGRAM_CHAT_ID", "-100"), ("NOTIFY_TELEGRAM_API", sink.Url), ("NOTIFY_SLACK_URL", sink.Url + "/slack"),
            ("NOTIFY_WEBHOOK_URL", $"http://127.0.0.1:{RedisServer.FreePort()}/verysecret"), ("NOTIFY_WEBHOOK_SECRET", Secret)]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(["slack: sent"], outcome.OutputLines);
        Assert.Equal(["telegram: it refuses the message (HTTP 401)", "webhook: it cannot be reached"], outcome.ErrorLines);
    }

    [Fact]
    public async Task Test_WithoutAReceiver_ExitsWith2() => (await TestAsync([])).AssertRefused(
        2, "notify test: no receiver is configured: set NOTIFY_TELEGRAM_TOKEN, NOTIFY_SLACK_URL or NOTIFY_WEBHOOK_URL");

    [Theory]
    [InlineData("run", "notifier")]
    [InlineData("notify", "test")]
    public async Task BadSettings_ExitWith2_EveryFaultNamed(params string[] command)
    {
        var outcome = await Quantum.RunAsync(Quantum.Program, command, environment: [
            ("NOTIFY_TELEGRAM_TOKEN", "verysecret/../"), ("NOTIFY_SLACK_URL", "http://hooks.slack.com/verysecret"), ("NOTIFY_WEBHOOK_URL", "https://a/verysecret"),
            ("NOTIFY_MUTE", "stops"), ("NOTIFY_GROUP_SEC", "0")]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal("environment: NOTIFY_GROUP_SEC = '0': must be a number from 1 to 3600 (seconds)", Assert.Single(outcome.ErrorLines));

        outcome = await Quantum.RunAsync(Quantum.Program, command, environment: [
            ("NOTIFY_TELEGRAM_TOKEN", "verysecret/../"), ("NOTIFY_SLACK_URL", "http://hooks.slack.com/verysecret"), ("NOTIFY_WEBHOOK_URL", "https://a/verysecret"), ("NOTIFY_MUTE", "stops")]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(
            [
                "environment: NOTIFY_MUTE = 'stops': must be some of kill_switch, safe_mode, safety_fault, governor, stop_hit, order_rejected, harvest_executed, stop_moved, harvest_suggested, comma-separated",
                "environment: NOTIFY_SLACK_URL = '***': must be https: only on this machine may it be http",
                "environment: NOTIFY_TELEGRAM_TOKEN = '***': must be a bot's token: digits, a colon, then letters, digits, _ and -",
                "notifier.NOTIFY_TELEGRAM_CHAT_ID: is required with a token: it says whom the bot writes to",
                "notifier.NOTIFY_WEBHOOK_SECRET: is required with NOTIFY_WEBHOOK_URL, or NOTIFY_WEBHOOK_SECRET_FILE: every post is signed",
            ],
            outcome.ErrorLines.Order(StringComparer.Ordinal));
    }

    // Only who sends reads the files: in a shared environment the other stages may not.
    [Fact]
    public async Task FilesThatCannotBeUsed_ExitWith2_ForTheNotifierOnly()
    {
        using var folder = new TempFolder();
        var (missing, empty) = (folder.File("none"), folder.Write("empty", "\n"));
        (string, string)[] settings =
        [
            ("NOTIFY_SLACK_URL_FILE", missing), ("NOTIFY_WEBHOOK_URL", "https://a"), ("NOTIFY_WEBHOOK_SECRET_FILE", empty),
        ];

        (await Quantum.RunAsync(Quantum.Program, ["run", "notifier"], environment: settings)).AssertRefused(
            2,
            $"NOTIFY_SLACK_URL_FILE = '{missing}': must name a file that holds the secret: there is no such file",
            $"NOTIFY_WEBHOOK_SECRET_FILE = '{empty}': must name a file that holds the secret: it is empty");
        (await Quantum.RunAsync(Quantum.Program, ["run", "governor", "--once"], environment: settings)).AssertDone();
    }

    [Fact]
    public async Task ConfigShow_HidesTheSecrets()
    {
        var outcome = (await Quantum.RunAsync(Quantum.Program, ["config", "show", "--section", "notifier"], environment: [
            ("NOTIFY_TELEGRAM_TOKEN", Token), ("NOTIFY_TELEGRAM_CHAT_ID", "-100"), ("NOTIFY_SLACK_URL", "https://hooks.slack.com/verysecret"),
            ("NOTIFY_WEBHOOK_URL", "https://a/verysecret"), ("NOTIFY_WEBHOOK_SECRET", Secret)])).AssertDone();

        Assert.DoesNotContain("verysecret", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(4, outcome.OutputLines.Count(line => line.Contains("***", StringComparison.Ordinal)));
    }

    private static Task<Outcome> TestAsync((string Name, string Value)[] settings) => Quantum.RunAsync(Quantum.Program, ["notify", "test"], environment: settings);

    private static async Task<RunningProgram> StartAsync(RedisServer redis, RedisView view, PostSink sink)
    {
        var system = Quantum.Start(Quantum.Program, ["run", "notifier,intent-router", "--redis", redis.Url], environment: [
            ("NOTIFY_WEBHOOK_URL", sink.Url + "/verysecret"), ("NOTIFY_WEBHOOK_SECRET", Secret), ("NOTIFY_GROUP_SEC", "1")]);
        await Eventually.TrueAsync(
            async () => (await view.GroupsAsync("quantum:stream:harvest.suggestions")).Contains("notifier") && (await view.GroupsAsync("quantum:stream:trade.intent")).Contains("intent_router"),
            system, "the groups of the notifier and the router");
        return system;
    }

    private static Task UntilToldAsync(PostSink sink, RunningProgram system, string text, int after = 0) => Eventually.TrueAsync(
        () => Task.FromResult(sink.Received.Skip(after).SelectMany(Events).Any(one => one.GetProperty("text").GetString()!.Contains(text, StringComparison.Ordinal))), system, text);

    private static IEnumerable<JsonElement> Events(ReceivedPost post) => post.Json.GetProperty("events").EnumerateArray();

    private static void AssertSigned(ReceivedPost post)
    {
        var timestamp = post.Headers["X-Quantum-Timestamp"];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{timestamp}.{post.Body}")));

        Assert.Equal("sha256=" + signature, post.Headers["X-Quantum-Signature"]);
        Assert.True(long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    // As many as two windows of the safety kernel cannot hold together: wherever a window ends among them, one has more than its limit.
    private static string Intent(int n) =>
        $$"""{"symbol":"S{{n}}USDT","side":"BUY","qty":1,"intent_type":"OPEN","reduce_only":false,"source":"test","correlation_id":"i{{n}}","trace_id":"t","timestamp":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}}""";
}
