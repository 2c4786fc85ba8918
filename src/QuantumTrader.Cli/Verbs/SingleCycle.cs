using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>run --once</c>: every stage does what is due now, in pipeline order. Fails when a symbol that should have been written was not.</summary>
internal static class SingleCycle
{
    public static async Task<int> RunAsync(IReadOnlyList<IStage> stages, CommandOutput output, CancellationToken cancellation)
    {
        var failed = false;
        foreach (var stage in stages)
        {
            await stage.StartAsync(cancellation);
            await stage.StepAsync(cancellation);
            if (stage is not ICycleStage { LastCycle: var cycle })
                continue;
            output.Results.WriteLine($"{stage.Name}: {cycle.Published} published, {cycle.Idle} with nothing to publish, {cycle.Failures.Count} failed");
            foreach (var failure in cycle.Failures)
                output.Faults.WriteLine($"{stage.Name}: {failure}");
            failed |= cycle.Failures.Count > 0;
        }

        output.Results.WriteLine("Single cycle complete");
        return failed ? ExitCode.Failed : ExitCode.Done;
    }
}
