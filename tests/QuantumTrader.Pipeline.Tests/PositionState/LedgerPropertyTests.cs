using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>Whatever is told twice, late or never, and whenever the stage dies: the ledger comes to the venue's amount, by the same trades.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly string Ledger = Keys.Ledger(Bench.Btc).Name;
    private static readonly string Events = Keys.VenueEvents.Name;

    // Each number is one thing that happens at the venue, how it is told, and where the stage dies.
    private static readonly Arbitrary<int[]> Lives = Arb.From(
        Gen.Choose(0, int.MaxValue).ArrayOf(8),
        codes => Enumerable.Range(0, codes.Length).Select(drop => codes.Where((_, index) => index != drop).ToArray()));

    [Fact]
    public void The_ledger_comes_to_the_venue_by_the_same_trades_with_and_without_restarts() => Prop.ForAll(Lives, codes =>
    {
        var undisturbed = LiveAsync(codes, dies: false).GetAwaiter().GetResult();
        var restarted = LiveAsync(codes, dies: true).GetAwaiter().GetResult();
        Assert.Equal(undisturbed, restarted);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static async Task<IReadOnlyList<string>> LiveAsync(int[] codes, bool dies)
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        var (amount, late, ledgers) = (0m, new List<VenueEventRecord>(), new List<string>());
        foreach (var (index, code) in codes.Index())
        {
            bench.Pass(60);
            var fill = Fills.Of(bench, $"t{index}", ((code % 9) - 4) is not 0 and var size ? size : 5);
            amount += fill.SignedAmount();
            await Accounts.PublishAsync(bench, Fills.AccountOf(bench, amount));
            var told = Told(fill, (code / 9) % 5, late);
            foreach (var one in told)
                await bench.AppendAsync(Keys.VenueEvents, one);

            if (dies)
                Disturb(bench.Faults, (code / 45) % 9);
            stage = await RunAsync(bench, stage);
            bench.Pass(3);
            stage = await RunAsync(bench, stage);

            var ledger = await bench.ReadAsync(Keys.Ledger(Bench.Btc));
            Assert.Equal(amount, ledger?.LastKnownAmount ?? 0);
            ledgers.Add(ledger is null ? "" : string.Join(';', WireFields.Of(ledger).Select(field => $"{field.Key}={field.Value}")));
        }

        Assert.Equal(0, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Events)));
        return ledgers;
    }

    // Once, twice, never, at a later step, or together with everything that is late.
    private static List<VenueEventRecord> Told(VenueEventRecord fill, int how, List<VenueEventRecord> late)
    {
        switch (how)
        {
            case 0:
                return [fill];
            case 1:
                return [fill, fill];
            case 2:
                return [];
            case 3:
                late.Add(fill);
                return [];
            default:
                List<VenueEventRecord> all = [.. late, fill, .. late];
                late.Clear();
                return all;
        }
    }

    private static void Disturb(Faults faults, int how)
    {
        switch (how)
        {
            case 0: faults.Before("set", Ledger); break;
            case 1: faults.After("set", Ledger); break;
            case 2: faults.Before("append", Events); break;
            case 3: faults.After("append", Events); break;
            case 4: faults.Before("acknowledge", Events); break;
            case 5: faults.After("acknowledge", Events); break;
            case 6: faults.Before("read", Events); break;
            case 7: faults.After("read", Events); break;
            default: break;
        }
    }

    // Who dies comes back as another process.
    private static async Task<PositionStateStage> RunAsync(Bench bench, PositionStateStage stage)
    {
        while (true)
        {
            try
            {
                await Bench.RunAsync(stage);
                return stage;
            }
            catch (EngineUnavailableException)
            {
                stage = await Fills.StartAsync(bench);
            }
        }
    }
}
