using System.Text;
using QuantumTrader.Cli.Rendering;

namespace QuantumTrader.Cli.Proof;

/// <summary>A report as Markdown, to be kept.</summary>
internal static class ProofMarkdown
{
    public static string Of(ProofReport report)
    {
        var text = new StringBuilder();
        text.Append($"# Proof pack: {(report.HasPassed ? "PASS" : "FAIL")}\n\n{ProofPage.SummaryOf(report)}.\n\n");
        text.Append($"| | |\n|---|---|\n| engine | {Cell(report.Engine)} |\n| time | {Figures.Date(report.TimeEpoch)} UTC |\n| version | {Cell(report.Version)} |\n| commit | {Cell(report.Git)} |\n\n");
        text.Append("| | proof | seen |\n|---|---|---|\n");
        foreach (var proof in report.Proofs)
            text.Append($"| {proof.Number} | {WordOf(proof.Verdict)} {Cell(proof.Name)} | {Cell(proof.Seen)} |\n");
        foreach (var proof in report.Proofs)
            Append(text, proof);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ProofLine proof)
    {
        text.Append($"\n## {proof.Number}. {Line(proof.Name)}: {WordOf(proof.Verdict)}\n\n{Line(proof.Question)}\n\n");
        text.Append(proof.Verdict == ProofVerdict.Skipped ? $"Skipped: {Line(proof.Seen)}\n" : $"Seen: {Line(proof.Seen)}\n");
        if (proof.Expected is { } expected)
            text.Append($"\nExpected: {Line(expected)}\n\nLook at: {proof.LookAt}\n");
        if (proof.Facts.Count > 0)
            text.Append('\n');
        foreach (var fact in proof.Facts)
            text.Append($"- {Line(fact)}\n");
    }

    private static string WordOf(ProofVerdict verdict) => verdict switch
    {
        ProofVerdict.Pass => "pass",
        ProofVerdict.Fail => "**FAIL**",
        _ => "skipped",
    };

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);

    // What a stream or another program says may hold anything; here it is text.
    private static string Line(string text) => text.ReplaceLineEndings(" ").Replace("<", "&lt;", StringComparison.Ordinal);
}
