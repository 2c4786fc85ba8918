using System.Globalization;
using System.Text;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Receivers;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Tests.Notifications.Receivers;

/// <summary>Each receiver against a real web server: what is posted, and what each answer means.</summary>
public sealed class ReceiverPostTests
{
    private const string Yes = """{"ok":true,"result":{}}""";

    private static readonly OutgoingMessage s_message = OutgoingMessage.Of(
        [
            new Notification(NotificationKind.HarvestExecuted, "order:1", "BTCUSDT", "BTCUSDT: closed 0.25 & <more>", Given.StartMs) { Quantity = 0.25m, Price = 64_000.5m, Profit = -7.5m, PlanId = "p-1" },
            new Notification(NotificationKind.SafeMode, "journal:2", Symbol: null, "safe mode ON: \"x\"", Given.StartMs + 1) { Reason = "\"x\"" },
        ],
        lost: 3, maxLines: 10, Given.Start);

    [Fact]
    public async Task Telegram_PostsPlainTextToTheChat()
    {
        await using var sink = await PostSink.StartAsync(new PostAnswer(200, Yes));

        Assert.Equal(Delivery.Taken with { Status = 200 }, await SendAsync("telegram", sink.Url));
        var post = Assert.Single(sink.Received);
        Assert.Equal($"POST /bot{Wired.Token}/sendMessage", post.Path);
        Assert.Equal("application/json; charset=utf-8", post.Headers["Content-Type"]);
        Assert.Equal(["chat_id", "text", "disable_web_page_preview"], post.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("-100", s_message.Text), (post.Json.GetProperty("chat_id").GetString(), post.Json.GetProperty("text").GetString()));
        Assert.True(post.Json.GetProperty("disable_web_page_preview").GetBoolean());
    }

    [Fact]
    public async Task Slack_PostsText_WithItsSignsEscaped()
    {
        await using var sink = await PostSink.StartAsync(new PostAnswer(200, "ok"));

        Assert.Null((await SendAsync("slack", sink.Url)).Failure);
        var post = Assert.Single(sink.Received);
        Assert.Equal("POST " + Wired.SlackPath, post.Path);
        Assert.Equal("text", Assert.Single(post.Json.EnumerateObject()).Name);
        Assert.StartsWith("00:00:00 UTC BTCUSDT: closed 0.25 &amp; &lt;more&gt;\n", post.Json.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_PostsTheEvents_Signed()
    {
        await using var sink = await PostSink.StartAsync(new PostAnswer(204));

        Assert.Null((await SendAsync("webhook", sink.Url)).Failure);
        var post = Assert.Single(sink.Received);
        Assert.Equal("POST " + Wired.WebhookPath, post.Path);
        Assert.Equal(["id", "sent_at", "lost", "events"], post.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal((s_message.Id, "2026-01-01T00:00:00.000Z", 3), (post.Json.GetProperty("id").GetString(), post.Json.GetProperty("sent_at").GetString(), post.Json.GetProperty("lost").GetInt32()));
        Assert.Equal(
            """[{"id":"order:1","kind":"harvest_executed","symbol":"BTCUSDT","text":"BTCUSDT: closed 0.25 \u0026 \u003Cmore\u003E","at":"2026-01-01T00:00:00.000Z","price":64000.5,"quantity":0.25,"profit":-7.5,"plan_id":"p-1"},"""
            + """{"id":"journal:2","kind":"safe_mode","text":"safe mode ON: \u0022x\u0022","at":"2026-01-01T00:00:00.001Z","reason":"\u0022x\u0022"}]""",
            post.Json.GetProperty("events").GetRawText());

        // As a receiver checks it: with what it was sent, and not too old.
        var timestamp = long.Parse(post.Headers["X-Quantum-Timestamp"], CultureInfo.InvariantCulture);
        Assert.InRange(timestamp, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 120, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.Equal(WebhookSignature.Of(Wired.Secret, timestamp, Encoding.UTF8.GetBytes(post.Body)), post.Headers["X-Quantum-Signature"]);
    }

    [Theory]
    [InlineData("telegram", 200, Yes, null, null, null)]
    [InlineData("telegram", 200, """{"ok":false}""", null, SendFailure.Refused, null)]
    [InlineData("telegram", 200, "<html>", null, SendFailure.Refused, null)]
    [InlineData("telegram", 204, "", null, SendFailure.Refused, null)]
    [InlineData("telegram", 429, """{"ok":false,"parameters":{"retry_after":31}}""", null, SendFailure.RateLimited, 31.0)]
    [InlineData("telegram", 429, """{"ok":false,"parameters":{"retry_after":31}}""", "7", SendFailure.RateLimited, 31.0)]
    [InlineData("telegram", 429, "not json", "7", SendFailure.RateLimited, 7.0)]
    [InlineData("telegram", 429, """{"ok":false,"parameters":{"retry_after":1000000}}""", null, SendFailure.RateLimited, 3600.0)]
    [InlineData("telegram", 400, """{"ok":false}""", null, SendFailure.Refused, null)]
    [InlineData("telegram", 401, "", null, SendFailure.Refused, null)]
    [InlineData("telegram", 500, "", null, SendFailure.ServerError, null)]
    [InlineData("slack", 200, "ok", null, null, null)]
    [InlineData("slack", 429, "", "5", SendFailure.RateLimited, 5.0)]
    [InlineData("slack", 429, "", "-5", SendFailure.RateLimited, null)]
    [InlineData("slack", 429, "", "soon", SendFailure.RateLimited, null)]
    [InlineData("slack", 404, "no_team", null, SendFailure.Refused, null)]
    [InlineData("slack", 302, "", null, SendFailure.Refused, null)]
    [InlineData("webhook", 200, "", null, null, null)]
    [InlineData("webhook", 202, "", null, null, null)]
    [InlineData("webhook", 503, "", "11", SendFailure.ServerError, 11.0)]
    [InlineData("webhook", 408, "", null, SendFailure.Refused, null)]
    [InlineData("webhook", 429, "", null, SendFailure.RateLimited, null)]
    public async Task Answer_MeansWhatItSays(string receiver, int status, string body, string? retryAfter, SendFailure? failure, double? waitSec)
    {
        await using var sink = await PostSink.StartAsync(new PostAnswer(status, body, retryAfter));

        var delivery = await SendAsync(receiver, sink.Url);
        Assert.Equal((failure, status, waitSec), (delivery.Failure, delivery.Status, delivery.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData("telegram")]
    [InlineData("slack")]
    [InlineData("webhook")]
    public async Task NobodyThere_HangingAndBrokenOff_AreToldApart(string receiver)
    {
        Assert.Equal(SendFailure.Unreachable, (await SendAsync(receiver, $"http://127.0.0.1:{RedisServer.FreePort()}")).Failure);

        await using var hanging = await PostSink.StartAsync(async (_, _, gone) =>
        {
            await Task.Delay(Timeout.Infinite, gone);
            return new PostAnswer(200);
        });
        Assert.Equal(SendFailure.Timeout, (await SendAsync(receiver, hanging.Url, timeoutSec: 0.2)).Failure);

        await using var broken = await PostSink.StartAsync((_, _, _) => Task.FromResult(new PostAnswer(200)), abort: true);
        Assert.Equal(SendFailure.ConnectionLost, (await SendAsync(receiver, broken.Url)).Failure);
    }

    [Fact]
    public async Task CallerThatGivesUp_IsToldSo()
    {
        await using var hanging = await PostSink.StartAsync(async (_, _, gone) =>
        {
            await Task.Delay(Timeout.Infinite, gone);
            return new PostAnswer(200);
        });
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var receiver = Receiver("slack", hanging.Url, 60);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiver.SendAsync(s_message, giveUp.Token));
    }

    private static async Task<Delivery> SendAsync(string name, string url, double timeoutSec = 20)
    {
        using var receiver = Receiver(name, url, timeoutSec);
        return await receiver.SendAsync(s_message, CancellationToken.None);
    }

    private static IReceiver Receiver(string name, string url, double timeoutSec)
    {
        var all = ConfiguredReceivers.Open(Wired.Options(url, timeoutSec), TimeProvider.System);
        foreach (var other in all.Where(one => one.Name != name))
            other.Dispose();
        return all.Single(one => one.Name == name);
    }
}
