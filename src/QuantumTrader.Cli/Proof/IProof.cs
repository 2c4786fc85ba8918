namespace QuantumTrader.Cli.Proof;

/// <summary>One question to a running system: reads, judges, says. Made anew for every run.</summary>
internal interface IProof
{
    /// <summary>In a few words, such as <c>market state fresh</c>.</summary>
    string Name { get; }

    /// <summary>What is asked, one sentence.</summary>
    string Question { get; }

    /// <summary>Where to look when it fails: anchor of docs/runbook.md or docs/operating.md.</summary>
    string LookAt { get; }

    /// <summary>A failed look is repeated for a while, since a system at work is between two states now and then. False: it acts, or its answer cannot change.</summary>
    bool IsRepeated => true;

    /// <exception cref="Messaging.EngineUnavailableException">The engine is away; the proof has failed.</exception>
    Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation);
}
