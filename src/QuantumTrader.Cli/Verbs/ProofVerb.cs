using System.CommandLine;
using System.Text.Json;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Proof;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum proof</c>: asks a running system, proof by proof, whether it does what it should. Changes nothing that trades.</summary>
internal static class ProofVerb
{
    public static Command Create(SettingsCatalogue catalogue)
    {
        var file = new Option<string?>("--out") { HelpName = "FILE", Description = "Write the report as Markdown" };
        var json = CommonOptions.Json();
        var command = new Command("proof", "Ask a running system, proof by proof, whether it does what it should; exit code 1 when one fails") { file, json };
        var system = new SystemChoice(command, catalogue);
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var (options, binder) = system.BindAll(parsed);
                if (!options.System.IsOnRedis)
                    throw new UsageException("proof: --redis URL is needed: a running system keeps its data directory to itself");
                var pack = new ProofPack(AllProofs.Create(), options, binder.Bind<ProofOptions>(), TimeProvider.System);
                var report = await pack.RunAsync(SystemChoice.NameOf(options.System), token => SystemChoice.LookAsync(options.System, token), cancellation);
                if (parsed.GetValue(file) is { } path)
                    await File.WriteAllTextAsync(path, ProofMarkdown.Of(report), CancellationToken.None);
                if (parsed.GetValue(json))
                    output.Results.WriteLine(JsonSerializer.Serialize(report, ProofReportJson.Default.ProofReport));
                else
                    ProofPage.Write(report, output);
                return report.HasPassed ? ExitCode.Done : ExitCode.Failed;
            });
        });
        return command;
    }
}
