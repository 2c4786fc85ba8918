using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>Any order of permits, refusals, time, crashes and republished acts, with two stages on one engine.</summary>
public sealed class ApplyPropertyTests
{
    private const int Runs = 1500;

    // An entry whose handling ends in a crash again and again is given up: that is not what is looked for here.
    private const int MostCrashes = 3;

    private enum Doing
    {
        StepFirst,
        StepSecond,
        CrashFirst,
        CrashSecond,
        LoseAnswer,
        Republish,
        Governor,
        P33,
        P26,
        P33Refusal,
        PermitVanishes,
        PassLittle,
        PassWait,
        PassLong,
    }

    [Fact]
    public void AtMostOneOrder_PermitsOnlyTogether_AndOneOrderWhenTheyStay()
    {
        var doing = Gen.Elements(Enum.GetValues<Doing>());
        var script = from size in Gen.Choose(1, 40)
                     from steps in Gen.ArrayOf(doing, size)
                     from faults in Gen.ArrayOf(Gen.Choose(1, 25), size)
                     select steps.Zip(faults).ToArray();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Runs),
            Prop.ForAll(script.ToArbitrary(), steps => RunAsync(steps).GetAwaiter().GetResult()));
    }

    private static async Task RunAsync((Doing Doing, int Fault)[] script)
    {
        await using var apply = await ApplyBench.StartAsync();
        ApplyStage[] stages = [apply.Stage, await Bench.StartAsync(new ApplyStage(apply.Bench.Context, apply.Options))];
        await apply.AppendAsync(apply.Act());
        var used = new int[1];
        var crashes = 0;
        foreach (var (doing, fault) in script.Where(step => step.Doing is not (Doing.CrashFirst or Doing.CrashSecond or Doing.LoseAnswer) || ++crashes <= MostCrashes))
            await DoAsync(apply, stages, used, doing, fault);

        // Everybody comes back, and the gates permit whatever is asked: within one more attempt the act is done.
        apply.Bench.Faults.Heal();
        apply.Bench.Pass(125);
        await apply.AppendAsync(apply.Act());
        var neighbours = new Neighbours(apply) { ExecutionRests = true };
        do
        {
            // The notice of a permit may reach the stage that does not have the plan; the other one finds the permit at its next look.
            apply.Bench.Pass(0.1);
            foreach (var stage in stages)
                await Bench.RunAsync(stage);
        }
        while (await neighbours.AnswerAsync());
        Assert.Single(await apply.OrdersAsync());
    }

    private static async Task DoAsync(ApplyBench apply, ApplyStage[] stages, int[] used, Doing doing, int fault)
    {
        var bench = apply.Bench;
        switch (doing)
        {
            case Doing.StepFirst:
            case Doing.StepSecond:
                await StepAsync(apply, stages, used, doing - Doing.StepFirst);
                break;
            case Doing.CrashFirst:
            case Doing.CrashSecond:
                bench.Faults.AtAny(fault, carriedOut: false);
                await StepAsync(apply, stages, used, doing - Doing.CrashFirst);
                break;
            case Doing.LoseAnswer:
                bench.Faults.AtAny(fault, carriedOut: true);
                await StepAsync(apply, stages, used, fault % 2);
                break;
            case Doing.Republish:
                await apply.AppendAsync(apply.Act());
                break;
            case Doing.Governor:
                await apply.GrantAsync(apply.Governor());
                break;
            case Doing.P33:
                await apply.GrantAsync(apply.P33());
                break;
            case Doing.P26:
                await apply.GrantAsync(PermitGate.P26, apply.P26());
                break;
            case Doing.P33Refusal:
                await apply.GrantAsync(apply.P33() with { Allow = false, Reason = "cooldown_in_flight" });
                break;
            case Doing.PermitVanishes:
                await bench.Engine.Store.DeleteAsync(Messaging.Contract.Keys.Permit((PermitGate)(fault % 3), ApplyBench.Plan));
                break;
            default:
                bench.Pass(doing switch { Doing.PassLittle => 0.1, Doing.PassWait => 1.2, _ => 31 });
                break;
        }
    }

    private static async Task StepAsync(ApplyBench apply, ApplyStage[] stages, int[] used, int index)
    {
        var before = await apply.PermitsAsync();
        try
        {
            await Bench.RunAsync(stages[index]);
        }
        catch (EngineUnavailableException)
        {
            apply.Bench.Faults.Heal();
            stages[index] = await Bench.StartAsync(new ApplyStage(apply.Bench.Context, apply.Options));
        }

        var after = await apply.PermitsAsync();
        Assert.True(after == before || (before == 3 && after == 0), $"{before} permits became {after}");
        used[0] += before - after;
        var sent = (await apply.OrdersAsync()).Count;
        Assert.True(sent <= 1, "a second order");
        Assert.True(sent * 3 <= used[0], "an order without permits");
    }
}
