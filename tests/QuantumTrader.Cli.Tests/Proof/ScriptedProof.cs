using QuantumTrader.Cli.Proof;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>Answers as it is told, look by look; the last answer stays.</summary>
internal sealed class ScriptedProof(string name, params Func<CancellationToken, Task<Finding>>[] answers) : IProof
{
    public int Looks { get; private set; }

    public string Name => name;

    public string Question => "?";

    public string LookAt => "docs/runbook.md";

    public bool IsRepeated { get; init; } = true;

    public static ScriptedProof Of(string name, params Finding[] findings) =>
        new(name, [.. findings.Select(finding => (Func<CancellationToken, Task<Finding>>)(_ => Task.FromResult(finding)))]);

    public Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation) => answers[Math.Min(Looks++, answers.Length - 1)](cancellation);
}
