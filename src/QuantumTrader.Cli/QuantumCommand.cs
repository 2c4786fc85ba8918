using System.CommandLine;
using System.CommandLine.Help;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Verbs;

namespace QuantumTrader.Cli;

/// <summary>The command line. Contract section 12.</summary>
internal static class QuantumCommand
{
    public static RootCommand Create()
    {
        var catalogue = Catalogue.Create();
        return new RootCommand("Quantum Trader: harvests profit from open crypto-futures positions, measured in units of their own risk.")
        {
            DemoVerb.Create(catalogue),
            RunVerb.Create(catalogue),
            ReplayVerb.Create(catalogue),
            CalcVerb.Create(),
            OpenVerb.Create(catalogue),
            BenchVerb.Create(catalogue),
            RearmVerb.Create(catalogue),
            ExplainVerb.Create(catalogue),
            InspectVerbs.Status(catalogue),
            InspectVerbs.Positions(catalogue),
            InspectVerbs.Permits(catalogue),
            KillVerb.Create(catalogue),
            SafeModeVerb.Create(catalogue),
            ProofVerb.Create(catalogue),
            NotifyVerb.Create(catalogue),
            ConfigCommand.Create(catalogue),
        };
    }

    // A service that is asked to stop has ended after 5 s, whatever it waits for; what it did not finish is pending, and taken up by the next start.
    private static readonly TimeSpan s_termination = TimeSpan.FromSeconds(4.5);

    public static async Task<int> InvokeAsync(string[] args, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration { ProcessTerminationTimeout = s_termination };

        // Who asks for nothing is shown what there is.
        var parsed = Create().Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count == 0 || parsed.Action is HelpAction)
            return await parsed.InvokeAsync(configuration);

        foreach (var fault in CommandLineFaults.Of(parsed))
            await (configuration.Error).WriteLineAsync(fault);
        return ExitCode.BadUsage;
    }
}
