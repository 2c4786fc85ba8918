using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Proof;

/// <summary>A report for a person: one line a proof, and of a failed one what was expected and what to read.</summary>
internal static class ProofPage
{
    // Nothing is wrapped where there is no terminal: a line can be searched for.
    private const int Width = 4000;

    public static void Write(ProofReport report, CommandOutput output) => Page.Write(output, Width, Render(report));

    private static IEnumerable<IRenderable> Render(ProofReport report)
    {
        foreach (var proof in report.Proofs)
        {
            yield return new Markup($"[{ColourOf(proof.Verdict)}]{WordOf(proof.Verdict),-4}[/] {proof.Number,2}  {Markup.Escape(proof.Name)}: {Markup.Escape(proof.Seen)}\n");
            if (proof.Expected is not { } expected)
                continue;
            yield return new Markup($"         [grey]expected:[/] {Markup.Escape(expected)}\n         [grey]look at:[/]  {Markup.Escape(proof.LookAt)}\n");
        }

        yield return new Markup($"\n[bold]{Markup.Escape(SummaryOf(report))}[/]\n");
    }

    public static string SummaryOf(ProofReport report) =>
        $"{report.Passed} passed, {report.Failed} failed, {report.Skipped} skipped in {Figures.Short(report.ElapsedMs / 1000.0, 1)} s: {(report.HasPassed ? "the system does what it should" : "FAILED")}";

    public static string WordOf(ProofVerdict verdict) => verdict switch
    {
        ProofVerdict.Pass => "ok",
        ProofVerdict.Fail => "FAIL",
        _ => "skip",
    };

    private static string ColourOf(ProofVerdict verdict) => verdict switch
    {
        ProofVerdict.Pass => "green",
        ProofVerdict.Fail => "red",
        _ => "yellow",
    };
}
