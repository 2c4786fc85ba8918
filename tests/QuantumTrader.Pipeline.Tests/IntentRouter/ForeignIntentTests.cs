using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>Intents as other programs write them: in a payload or flat, in either spelling, and malformed in every way.</summary>
public sealed class ForeignIntentTests
{
    private const string Good = """{"symbol":"BTCUSDT","side":"BUY","qty":0.5,"intent_type":"OPEN","correlation_id":"f1","timestamp":1748736000}""";

    public static TheoryData<string> Accepted =>
    [
        Good,
        Good.Replace("0.5", "\"0.5\"", StringComparison.Ordinal),
        Good.Replace("0.5", "5e-1", StringComparison.Ordinal),
        Good.Replace("1748736000", "1748735999.250", StringComparison.Ordinal),
        Good.Replace("1748736000", "\"2025-06-01T00:00:00Z\"", StringComparison.Ordinal),
        Good.Replace("1748736000", "\"2025-06-01T02:00:00+02:00\"", StringComparison.Ordinal),
        Good.Replace("{", """{"reduce_only":false,"reduceOnly":false,"extra":1,"stop_loss":90,"new_sl":90.0,"trace_id":null,""", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Payload_ThatSaysAllItMust_IsAccepted(string payload)
    {
        await using var bench = await RoutedAsync(("payload", payload));

        Assert.Empty(await Routers.ReasonsAsync(bench));
        Assert.Equal(0.5m, Assert.Single(await bench.EntriesAsync(Keys.PaperEntries)).Quantity);
    }

    [Fact]
    public async Task FlatFields_AreReadToo_AndAPayloadWinsOverThem()
    {
        (string, string)[] flat =
            [("symbol", "BTCUSDT"), ("side", "BUY"), ("qty", "0.7"), ("intent_type", "OPEN"), ("correlation_id", "f2"), ("timestamp", "1748736000")];
        await using var bench = await RoutedAsync(flat);
        await bench.AppendAsync(new StreamKey<RawFields>(Keys.TradeIntents.Name), RawFields.Of([.. flat, ("payload", Good)]));
        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Equal([0.7m, 0.5m], (await bench.EntriesAsync(Keys.PaperEntries)).Select(request => request.Quantity));
    }

    // What is replaced by what -> what the refusal says.
    [Theory]
    [InlineData("0.5", "NaN", "payload")]
    [InlineData("0.5", "\"NaN\"", "qty")]
    [InlineData("0.5", "\"Infinity\"", "qty")]
    [InlineData("0.5", "1e999", "qty")]
    [InlineData("0.5", "0", "qty")]
    [InlineData("0.5", "-1", "qty")]
    [InlineData("0.5", "[1]", "qty")]
    [InlineData("\"BUY\"", "\"LONG\"", "BUY, SELL")]
    [InlineData("\"BUY\"", "\"buy\"", "BUY, SELL")]
    [InlineData("\"symbol\":\"BTCUSDT\",", "", "symbol")]
    [InlineData("BTCUSDT", "BTC/USDT", "must be one symbol")]
    [InlineData("\"correlation_id\":\"f1\",", "", "correlation_id")]
    [InlineData("1748736000", "1748736000000", "must be Unix seconds or ISO 8601 UTC")]
    [InlineData("1748736000", "\"yesterday\"", "must be Unix seconds or ISO 8601 UTC")]
    [InlineData(",\"timestamp\":1748736000", "", "timestamp")]
    [InlineData("{", "{\"reduce_only\":true,\"reduceOnly\":false,", "contradicts reduceOnly = 'false'")]
    [InlineData("{", "{\"reduce_only\":\"yes\",", "must be 1, 0, true or false")]
    [InlineData("{", "{\"stop_loss\":90,\"new_sl\":91,", "contradicts new_sl = '91'")]
    [InlineData("{", "{\"stop_loss\":0,", "stop_loss")]
    [InlineData("{", "{\"qty\":1,", "payload")]
    [InlineData("}", "", "payload")]
    [InlineData("{", "[{", "payload")]
    public async Task MalformedPayload_IsRefusedAndCounted_AndDoesNotBlock(string old, string replacement, string detail)
    {
        await using var bench = await RoutedAsync(("payload", Good.Replace(old, replacement, StringComparison.Ordinal)));
        await Routers.RouteAsync(bench, await Routers.StartAsync(bench), Routers.Open(bench.Context, "next"));

        var rejected = Assert.Single(await bench.EntriesAsync(Keys.RejectedIntents));
        Assert.Equal("invalid_intent", rejected.Reason);
        Assert.Contains(detail, rejected.Detail, StringComparison.Ordinal);
        Assert.Single(await bench.EntriesAsync(Keys.PaperEntries));
        Assert.Equal(0, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.TradeIntents.Name)));
    }

    // A missing reduce_only is false: an exit must say that it is one.
    [Fact]
    public async Task MissingReduceOnly_IsFalse()
    {
        await using var bench = await RoutedAsync(("payload", Good.Replace("OPEN", "CLOSE", StringComparison.Ordinal)));

        Assert.Equal(["opening_not_allowed"], await Routers.ReasonsAsync(bench));
    }

    // What was refused can be told as far as it could be read.
    [Fact]
    public async Task MalformedPayload_KeepsWhatCanBeTold()
    {
        await using var bench = await RoutedAsync(("payload", """{"symbol":"ethusdt","correlation_id":"f9","trace_id":"t9","qty":"much"}"""));

        var rejected = Assert.Single(await bench.EntriesAsync(Keys.RejectedIntents));
        Assert.Equal((Bench.Eth, "f9", "t9", (TradeIntentRecord?)null), (rejected.Symbol, rejected.CorrelationId, rejected.TraceId, rejected.Intent));
    }

    private static async Task<Bench> RoutedAsync(params (string, string)[] fields)
    {
        var bench = new Bench();
        await bench.AppendAsync(new StreamKey<RawFields>(Keys.TradeIntents.Name), RawFields.Of(fields));
        await Bench.RunAsync(await Routers.StartAsync(bench));
        return bench;
    }
}
