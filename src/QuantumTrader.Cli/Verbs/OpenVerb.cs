using System.CommandLine;
using System.Globalization;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.IntentRouter;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum open</c>: an intent to open a position on the paper venue, through the router of a running system as every other one.</summary>
internal static class OpenVerb
{
    private const int AnswerPolls = 50;
    private const int NewestLookedAt = 100;
    private static readonly TimeSpan AnswerPollEvery = TimeSpan.FromMilliseconds(100);

    public static Command Create(SettingsCatalogue catalogue)
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "Such as BTCUSDT" };
        var side = new Argument<string>("SIDE") { Description = "long or short" };
        var quantity = new Argument<string>("QTY") { Description = "Base currency" };
        var stop = new Option<string?>("--stop") { HelpName = "PRICE", Description = "Protective stop; without it FALLBACK_STOP_PCT from the entry" };
        var command = new Command("open", "Open a position on the paper venue") { symbol, side, quantity, stop };
        var system = new SystemChoice(command, catalogue);
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var options = system.Bind(parsed);
                var position = SideOf(parsed.GetRequiredValue(side));
                var intent = IntentOf(
                    SymbolOf(parsed.GetRequiredValue(symbol)), position, PositiveOf("QTY", parsed.GetRequiredValue(quantity)),
                    parsed.GetValue(stop) is { } price ? PositiveOf("--stop", price) : null);
                return await AskAsync(intent, IntentOrders.EntryOf(intent, intent.Symbol, position), options, output, cancellation);
            });
        });
        return command;
    }

    private static TradeIntentRecord IntentOf(string symbol, PositionSide side, decimal quantity, decimal? stop)
    {
        // Two calls within one millisecond come from two processes.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var id = string.Create(CultureInfo.InvariantCulture, $"open-{now:x}-{Environment.ProcessId:x}");
        return new TradeIntentRecord(
            symbol, OrderSides.ToOpen(side), quantity, TradeIntentRecord.Open, "asked for by an operator", ReduceOnly: false, stop, DryRun: false, "operator", id, id, now);
    }

    private static async Task<int> AskAsync(
        TradeIntentRecord intent, EntryRequestRecord request, StageOptions options, CommandOutput output, CancellationToken cancellation)
    {
        await using var engine = await EngineFactory.OpenAsync(options.System, TimeProvider.System, cancellation);
        await engine.Bus.AppendAsync(Keys.TradeIntents, intent, cancellation);
        if (!options.System.IsOnRedis)
        {
            output.Results.WriteLine(
                $"{intent.Symbol}: asked for; it opens when a system runs on this directory, within {options.IntentRouter.MaxAgeSeconds} seconds");
            return ExitCode.Done;
        }

        for (var poll = 0; poll < AnswerPolls; poll++)
        {
            if (await AnswerAsync(engine.Bus, intent, request, cancellation) is { } answer)
            {
                output.Results.WriteLine(answer.Text);
                return answer.Opened ? ExitCode.Done : ExitCode.Failed;
            }

            await Task.Delay(AnswerPollEvery, cancellation);
        }

        output.Faults.WriteLine($"{intent.Symbol}: asked for; nobody has answered yet: are intent-router and execution running?");
        return ExitCode.Failed;
    }

    private static async Task<(bool Opened, string Text)?> AnswerAsync(
        IStreamBus bus, TradeIntentRecord intent, EntryRequestRecord request, CancellationToken cancellation)
    {
        foreach (var entry in await bus.ReadNewestAsync(Keys.RejectedIntents, NewestLookedAt, cancellation))
        {
            if (entry.Record.Value is { } rejected && rejected.CorrelationId == intent.CorrelationId)
                return (false, $"{intent.Symbol}: refused: {rejected.Reason}");
        }

        foreach (var entry in await bus.ReadNewestAsync(Keys.VenueEvents, NewestLookedAt, cancellation))
        {
            if (entry.Record.Value is not { } happened || happened.ClientOrderId != EntryOrders.OpenId(EntryOrders.IdOf(request)))
                continue;
            if (happened.Kind == VenueEventKind.Fill)
                return (true, $"{request.Symbol}: {WireNames.Of(request.Side)} {happened.Quantity} opened at {happened.Price}");
            if (happened.Status == OrderStatus.Rejected)
                return (false, $"{request.Symbol}: refused: {happened.Reason}");
        }

        return null;
    }

    private static string SymbolOf(string text) =>
        SymbolList.TryParse(text, out var list) && list.Count == 1 ? list[0] : throw new UsageException($"SYMBOL = '{text}': must be one symbol such as BTCUSDT");

    private static PositionSide SideOf(string text) => text.ToUpperInvariant() switch
    {
        "LONG" => PositionSide.Long,
        "SHORT" => PositionSide.Short,
        _ => throw new UsageException($"SIDE = '{text}': must be long or short"),
    };

    private static decimal PositiveOf(string name, string text) =>
        WireNumber.TryParse(text, out decimal value) && value > 0 ? value : throw new UsageException($"{name} = '{text}': must be a number above 0");
}
