using QuantumTrader.Operator.Notifications;

namespace QuantumTrader.Operator.Tests.Notifications.Receivers;

/// <summary>Receivers that are away, in trouble or hang, over real connections: nobody waits for them, they hear what is left when they are back, and no secret is logged.</summary>
public sealed class DeadReceiverTests
{
    private const string Yes = """{"ok":true}""";
    private static readonly string[] s_receivers = ["telegram", "slack", "webhook"];

    [Fact]
    public async Task TroubleThenYes_IsSentOnce_ToEach()
    {
        await using var troubled = await PostSink.StartAsync((_, count, _) => Task.FromResult(count <= 3 ? new PostAnswer(500) : new PostAnswer(200, Yes)));
        await using var wired = new Wired(troubled.Url);
        wired.Offer(Given.News("a"));
        await Patience.UntilAsync(() => s_receivers.All(receiver => wired.Metrics.Sent.Value(receiver) == 1), "all have it");

        Assert.Equal(3, s_receivers.Sum(receiver => wired.Metrics.Failed.Value(receiver, "server_error")));
        Assert.Equal(6, troubled.Received.Count);
        Assert.All(troubled.Received.GroupBy(post => post.Path).Where(group => group.Key.Contains("hook", StringComparison.Ordinal)), group =>
            Assert.Single(group.Select(post => post.Json.GetProperty("id").GetString()).Distinct()));
    }

    // More events than the queue holds, to receivers that never answer: offering them returns at once, the memory is bounded, and what was lost is counted.
    [Fact]
    public async Task HangingReceivers_CostNothingButTheirQueue()
    {
        await using var hanging = await PostSink.StartAsync(async (_, _, gone) =>
        {
            await Task.Delay(Timeout.Infinite, gone);
            return new PostAnswer(200);
        });
        await using var wired = new Wired(hanging.Url, _ => Wired.Options(hanging.Url, timeoutSec: 60, queue: 10));
        wired.Offer(Given.News("first"));
        await Patience.UntilAsync(() => hanging.Received.Count == 3, "all hang");
        for (var i = 0; i < 10_000; i++)
            wired.Offer(Given.News($"e{i}"));

        Assert.All(s_receivers, receiver => Assert.Equal((10, 9990), (wired.Metrics.Queue.Value(receiver), wired.Metrics.Dropped.Value(receiver))));
        Assert.Equal(3, hanging.Received.Count);
    }

    [Fact]
    public async Task ReceiverThatIsBack_HearsWhatWasKept_AndWhatWasLost()
    {
        var port = RedisServer.FreePort();
        await using var wired = new Wired($"http://127.0.0.1:{port}", _ => Wired.Options($"http://127.0.0.1:{port}", queue: 2));
        wired.Offer(Given.News("first"));
        await Patience.UntilAsync(() => s_receivers.All(receiver => wired.Metrics.Failed.Value(receiver, "unreachable") > 0), "nobody is there");
        for (var i = 1; i <= 5; i++)
            wired.Offer(Given.News($"e{i}"));

        await using var back = await PostSink.StartAsync((_, _, _) => Task.FromResult(new PostAnswer(200, Yes)), port);
        await Patience.UntilAsync(() => s_receivers.All(receiver => wired.Metrics.Sent.Value(receiver) == 2), "all have heard it");
        var hooks = back.Received.Where(post => post.Path.Contains("hook/", StringComparison.Ordinal)).Select(post => post.Json).ToList();
        Assert.Equal(["first", "e4 e5"], hooks.Select(json => string.Join(' ', json.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("text").GetString()))));
        Assert.Equal([0, 3], hooks.Select(json => json.GetProperty("lost").GetInt32()));
        Assert.Contains(back.Received, post => post.Path.Contains("bot", StringComparison.Ordinal)
            && post.Json.GetProperty("text").GetString()!.EndsWith("3 earlier events were not told: they could not be sent in time", StringComparison.Ordinal));
        Assert.All(s_receivers, receiver => Assert.Equal(1, wired.Metrics.ReceiverUp.Value(receiver)));
    }

    // Refused, in trouble, hanging, broken off, nobody there, a name that does not exist: exceptions name addresses, and an address may be the secret.
    [Theory]
    [InlineData("http://127.0.0.1:{0}", 400)]
    [InlineData("http://127.0.0.1:{0}", 500)]
    [InlineData("http://127.0.0.1:{0}", 429)]
    [InlineData("http://127.0.0.1:{0}", 0)]
    [InlineData("http://127.0.0.1:1", 200)]
    [InlineData("https://127.0.0.1:{0}", 200)]
    [InlineData("https://verysecret.invalid", 200)]
    public async Task NoSecret_IsLogged(string url, int status)
    {
        await using var sink = await PostSink.StartAsync((_, _, _) => Task.FromResult(new PostAnswer(status)), abort: status == 0);
        await using var wired = new Wired(string.Format(null, url, sink.Port), options => Wired.Options(options.TelegramApi, timeoutSec: 2));
        wired.Offer(Given.News("a"));
        await Patience.UntilAsync(() => s_receivers.All(receiver => wired.Log.Count($"Warning: {receiver}: ") > 0), "each failure is logged: " + string.Join('\n', wired.Log.Lines));
        await wired.DisposeAsync();

        Assert.DoesNotContain(wired.Log.Lines, line => line.Contains("verysecret", StringComparison.Ordinal) || line.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.Equal("Information: telling telegram, slack, webhook", wired.Log.Lines[0]);
    }

    [Fact]
    public async Task WithoutReceivers_NothingHappens()
    {
        await using var wired = new Wired("http://127.0.0.1:1", _ => new NotificationOptions());
        wired.Offer(Given.News("a"));

        Assert.Equal(["Information: no receiver is configured: nobody is told"], wired.Log.Lines);
    }
}
