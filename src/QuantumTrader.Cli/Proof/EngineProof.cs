using QuantumTrader.Cli.Rendering;

namespace QuantumTrader.Cli.Proof;

/// <summary>Always the first: without the engine nothing else can be asked.</summary>
internal sealed class EngineProof : IProof
{
    private const string Expected = "an engine that answers";

    public string Name => "engine reachable";

    public string Question => "Does the engine answer, and has it dropped nothing for want of memory?";

    public string LookAt => Runbook.RedisLost;

    public static Finding Unreachable(string reason) => Finding.Fail(reason, Expected);

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var figures = await subject.Engine.Monitor.ReadFiguresAsync(cancellation);
        return Judge(figures.Keys, figures.EvictedKeys);
    }

    public static Finding Judge(long keys, long? evicted)
    {
        var seen = $"it answers, {Figures.Count(keys)} keys{(evicted is { } count ? $", {Figures.Count(count)} evicted" : "")}";
        return evicted > 0 ? Finding.Fail(seen, "no key evicted: a dropped key may be a permit, a ledger or a journal entry") : Finding.Pass(seen);
    }
}
