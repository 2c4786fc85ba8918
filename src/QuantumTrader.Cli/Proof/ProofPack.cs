using System.Globalization;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Messaging;
using QuantumTrader.Observability.Runtime;

namespace QuantumTrader.Cli.Proof;

/// <summary>
/// Asks all proofs of one system side by side, each until it holds or its time is over, and numbers the answers in their order. A proof that fails, or breaks, stops no other; where the engine
/// is away, that is the one answer and the others are not asked.
/// </summary>
/// <param name="time">Of ages; how long a proof waits is measured by it too.</param>
internal sealed class ProofPack(IReadOnlyList<IProof> proofs, StageOptions options, ProofOptions settings, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private string NoAnswer => string.Create(CultureInfo.InvariantCulture, $"no answer within the {settings.LimitSeconds} s that all proofs have");

    /// <param name="name">Where the system is, as it is to be shown.</param>
    /// <param name="open">Connects to its engine.</param>
    public async Task<ProofReport> RunAsync(string name, Func<CancellationToken, Task<IEngine>> open, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Limit);
        var findings = await FindAsync(open, limit.Token, cancellation);
        var lines = findings.Select((found, i) => LineOf(i + 1, found.Proof, found.Finding)).ToList();
        return new ProofReport(
            name, time.GetUtcNow().ToUnixTimeSeconds(), BuildInfo.OfProgram.Version, BuildInfo.OfProgram.Git, (long)time.GetElapsedTime(started).TotalMilliseconds,
            lines.Count(line => line.Verdict == ProofVerdict.Pass), lines.Count(line => line.Verdict == ProofVerdict.Fail),
            lines.Count(line => line.Verdict == ProofVerdict.Skipped), lines);
    }

    private async Task<IReadOnlyList<(IProof Proof, Finding Finding)>> FindAsync(
        Func<CancellationToken, Task<IEngine>> open, CancellationToken limit, CancellationToken cancellation)
    {
        var reached = new EngineProof();
        IEngine engine;
        try
        {
            engine = await open(limit);
        }
        catch (EngineUnavailableException away)
        {
            return NotAsked(away.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NotAsked(NoAnswer);
        }

        await using (engine)
        {
            var subject = new ProofSubject(engine, options, settings, time);
            var asked = new List<IProof> { reached };
            asked.AddRange(proofs);
            var findings = await Task.WhenAll(asked.Select(proof => Task.Run(() => AskAsync(proof, subject, limit, cancellation), CancellationToken.None)));
            return [.. asked.Zip(findings)];
        }

        IReadOnlyList<(IProof, Finding)> NotAsked(string reason) =>
            [(reached, EngineProof.Unreachable(reason)), .. proofs.Select(proof => (proof, Finding.Skip("not asked: the engine cannot be reached")))];
    }

    private async Task<Finding> AskAsync(IProof proof, ProofSubject subject, CancellationToken limit, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var finding = await LookAsync(proof, subject, limit, cancellation);
            if (finding.Verdict != ProofVerdict.Fail || !proof.IsRepeated || limit.IsCancellationRequested || time.GetElapsedTime(started) + s_pause > settings.Wait)
                return finding;
            await Task.WhenAny(Task.Delay(s_pause, limit));
        }
    }

    // Whatever goes wrong in one proof is that proof's answer.
    private async Task<Finding> LookAsync(IProof proof, ProofSubject subject, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            return await proof.LookAsync(subject, limit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Finding.Fail(NoAnswer, "an answer in time (PROOF_LIMIT_SEC)");
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return Finding.Fail($"it could not be asked: {broken.Message}", "an answer");
        }
    }

    private static ProofLine LineOf(int number, IProof proof, Finding finding) =>
        new(number, proof.Name, proof.Question, finding.Verdict, finding.Seen, finding.Expected, finding.Facts, proof.LookAt);
}
