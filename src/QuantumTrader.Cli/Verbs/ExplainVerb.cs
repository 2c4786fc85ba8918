using System.CommandLine;
using System.Text.Json;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Explain;
using QuantumTrader.Cli.Rendering;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum explain</c>: the whole chain of one plan, from stored facts alone.</summary>
internal static class ExplainVerb
{
    public static Command Create(SettingsCatalogue catalogue)
    {
        var plan = new Argument<string>("PLAN_ID") { Description = $"The plan, or at least {PlanName.ShortestStart} characters that only its id begins with" };
        var json = CommonOptions.Json();
        var command = new Command("explain", "Why a plan was carried out, or which gate refused it: inputs, R, kill score, heat, permits, orders, fills") { plan, json };
        var system = new SystemChoice(command, catalogue);
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var options = system.Bind(parsed);
                await using var engine = await SystemChoice.LookAsync(options.System, cancellation);
                var text = parsed.GetRequiredValue(plan);
                var streams = await PlanStreams.ReadAsync(engine.Bus, options.HarvestProposal.StreamName, text, cancellation);
                var (id, fault) = PlanName.Resolve(text, streams.PlanIds);
                if (id is null)
                {
                    output.Faults.WriteLine(fault);
                    return ExitCode.Failed;
                }

                var history = streams.Of(id);
                var kept = await KeptReader.ReadAsync(engine.Store, history, cancellation);
                var explanation = Explainer.Explain(history, kept, streams.Unreadable);
                if (parsed.GetValue(json))
                    output.Results.WriteLine(JsonSerializer.Serialize(explanation, ExplanationJson.Default.Explanation));
                else
                    Page.Write(output, ExplainPage.Width, ExplainPage.Render(explanation));
                return ExitCode.Done;
            });
        });
        return command;
    }
}
