using System.CommandLine;
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
            ConfigCommand.Create(catalogue),
        };
    }

    public static async Task<int> InvokeAsync(string[] args, InvocationConfiguration? configuration = null)
    {
        var parsed = Create().Parse(args);
        var code = await parsed.InvokeAsync(configuration);

        // The library answers its own errors with 1; here 1 means that something failed and 2 that it was asked wrongly.
        return parsed.Errors.Count > 0 ? ExitCode.BadUsage : code;
    }
}
