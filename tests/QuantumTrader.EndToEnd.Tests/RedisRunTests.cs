using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum run</c> of all stages on a recording and a real Redis: in one process, and each stage in a process of its own.</summary>
public sealed class RedisRunTests
{
    private const int Bars = 400;
    private const string HarvestStream = "quantum:stream:harvest.proposal";
    private const string RiskStream = "quantum:stream:risk.proposal";

    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];
    private static readonly string[] Consumers = ["execution", "market-state", "position-state", "risk-proposal", "harvest-proposal"];

    // Which groups have to be there before the first bar.
    private static readonly (string Stream, string[] Groups)[] Groups =
    [
        ("quantum:stream:market.klines", ["execution", "market_state", "position_state"]),
        ("quantum:stream:venue.event", ["position_state"]),
        ("quantum:stream:marketstate", ["harvest_proposal", "risk_proposal"]),
        ("quantum:stream:position.snapshot", ["harvest_proposal", "risk_proposal"]),
        (RiskStream, ["harvest_proposal"]),
    ];

    [Fact]
    public async Task InOneProcessAndInSix_TheSameProposals_InTheFieldsOfTheContract()
    {
        using var folder = new TempFolder();
        var klines = Recorded.Cut(folder, Bars, Symbols);
        await using var one = await RedisServer.StartAsync();
        await using var many = await RedisServer.StartAsync();
        await using var viewOfOne = await RedisView.ConnectAsync(one.Port);
        await using var viewOfMany = await RedisView.ConnectAsync(many.Port);

        string[] stages = ["run", $"feed,{string.Join(',', Consumers)}", "--redis", one.Url, "--feed", "klines", .. klines];
        (await Quantum.RunAsync(stages)).AssertDone();
        var published = await PublishedAsync(viewOfOne);
        foreach (var symbol in Symbols)
            await RecordShape.AssertAsync(viewOfOne, symbol);
        await RunApartAsync(many.Url, viewOfMany, klines);
        var apart = await PublishedAsync(viewOfMany);

        Assert.True(published.Count > 500, $"{published.Count} records");
        Assert.Equal(published, apart);
    }

    private static async Task RunApartAsync(string url, RedisView view, string[] klines)
    {
        var consumers = Consumers.Select(stage => Quantum.Start("run", stage, "--redis", url)).ToList();
        try
        {
            foreach (var (stream, groups) in Groups)
            {
                await Eventually.TrueAsync(
                    async () => (await view.GroupsAsync(stream)).Intersect(groups).Count() == groups.Length, consumers[0], $"groups of {stream}");
            }

            (await Quantum.RunAsync(["run", "feed", "--redis", url, "--feed", "klines", .. klines])).AssertDone();
            foreach (var consumer in consumers)
                (await consumer.StopAsync()).AssertDone();
        }
        finally
        {
            foreach (var consumer in consumers)
                await consumer.DisposeAsync();
        }
    }

    // All entries of both streams, then the final hashes; without what tells only when the program ran.
    private static async Task<List<string>> PublishedAsync(RedisView view)
    {
        var records = new List<string>();
        foreach (var stream in (string[])[RiskStream, HarvestStream])
        {
            // Between the symbols of one bar the order is free; within a symbol it is not.
            var entries = await view.StreamAsync(stream);
            records.AddRange(entries.GroupBy(entry => entry["symbol"]).OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(group => group.Select(Text)));
        }

        foreach (var symbol in Symbols)
        {
            foreach (var prefix in (string[])["quantum:marketstate:", "quantum:risk:proposal:", "quantum:harvest:proposal:", "quantum:state:positions:"])
                records.Add(prefix + symbol + " " + Text(await view.HashAsync(prefix + symbol) ?? []));
        }

        return records;
    }

    private static string Text(Dictionary<string, string> fields) => string.Join(' ', fields
        .Where(field => field.Key is not ("computed_at_utc" or "last_update_epoch" or "computed_ms"))
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"{field.Key}={field.Value}"));
}
