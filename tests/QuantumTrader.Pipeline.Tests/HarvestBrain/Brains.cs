using System.Globalization;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

/// <summary>Starts brains and tells them of fills and prices. The position is that of the requirement: one ETH, bought at 3300 with the stop at 3200.</summary>
internal static class Brains
{
    public static readonly HarvestBrainOptions Live = new() { Engine = HarvestEngine.Brain };

    private static readonly StreamKey<RawFields> s_executions = new(Keys.ExecutionResults.Name);

    public static Task<HarvestBrainStage> StartAsync(Bench bench, HarvestBrainOptions? options = null) =>
        Bench.StartAsync(new HarvestBrainStage(bench.Context, options ?? new HarvestBrainOptions()));

    /// <summary>Another program's entry of the executions.</summary>
    public static Task TellAsync(Bench bench, params (string Name, string Text)[] fields) => bench.AppendAsync(s_executions, RawFields.Of(fields));

    public static Task FillAsync(Bench bench, string side = "BUY", string qty = "1.0", string price = "3300.0", string? stop = "3200", string status = "FILLED", string? plan = null) =>
        TellAsync(bench, ("symbol", Bench.Eth), ("side", side), ("qty", qty), ("price", price), ("stop_loss", stop ?? ""), ("status", status), ("plan_id", plan ?? ""), ("timestamp", Now(bench)));

    /// <summary>Each price in an entry of its own.</summary>
    public static async Task PricesAsync(Bench bench, params decimal[] prices)
    {
        foreach (var price in prices)
            await TellAsync(bench, ("symbol", Bench.Eth), ("status", ReceivedExecution.PriceUpdate), ("price", price.ToString(CultureInfo.InvariantCulture)), ("timestamp", Now(bench)));
    }

    /// <summary>Tells the prices and lets the brain work on them.</summary>
    public static async Task PriceAsync(Bench bench, HarvestBrainStage stage, params decimal[] prices)
    {
        await PricesAsync(bench, prices);
        await Bench.RunAsync(stage);
    }

    public static Task<IReadOnlyList<HarvestActRecord>> SuggestedAsync(Bench bench) => bench.EntriesAsync(Keys.HarvestSuggestions);

    public static Task<IReadOnlyList<HarvestActRecord>> IntentsAsync(Bench bench) => bench.EntriesAsync(new StreamKey<HarvestActRecord>(Keys.TradeIntents.Name));

    /// <summary>As "close 0.25 at 0.5 R" and "stop 3300 at 0.5 R".</summary>
    public static string Text(HarvestActRecord act)
    {
        var what = act.Intent == LadderIntent.HarvestPartial ? $"close {act.Quantity.ToString("0.####", CultureInfo.InvariantCulture)}" : $"stop {act.NewStop?.ToString("0.####", CultureInfo.InvariantCulture)}";
        return $"{what} at {act.RLevel.ToString("0.##", CultureInfo.InvariantCulture)} R";
    }

    public static async Task<string[]> TextsAsync(Bench bench, HarvestBrainOptions? options = null) =>
        [.. (options?.Mode == HarvestMode.Live ? await IntentsAsync(bench) : await SuggestedAsync(bench)).Select(Text)];

    public static async Task<LadderLedger?> LedgerAsync(Bench bench) => (await bench.Engine.Store.GetAsync(LadderLedger.Key(Bench.Eth))).Value;

    private static string Now(Bench bench) => bench.NowEpoch.ToString(CultureInfo.InvariantCulture);
}
