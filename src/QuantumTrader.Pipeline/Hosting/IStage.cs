namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// One step of the pipeline. A stage never sleeps, never reads the wall clock and never makes identities up, so that the live, replay and
/// simulation hosts can drive the same code; none of them is visible to it.
/// </summary>
public interface IStage
{
    /// <summary>As on the command line, such as <c>harvest-proposal</c>.</summary>
    string Name { get; }

    /// <summary>Streams whose entries give it work.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>When it has work even without an entry; null when it only answers to entries.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Makes groups and takes up what was left. Repeated until it succeeds, before the first step.</summary>
    /// <exception cref="Messaging.EngineUnavailableException">The host tries again later.</exception>
    ValueTask StartAsync(CancellationToken cancellation);

    /// <summary>Does all the work that is due now.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="Messaging.EngineUnavailableException">The host tries again later.</exception>
    ValueTask<bool> StepAsync(CancellationToken cancellation);
}
