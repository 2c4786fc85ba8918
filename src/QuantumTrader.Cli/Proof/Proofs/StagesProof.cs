using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Every stage has a process that holds its lease, and gets on with what lies before it.</summary>
internal sealed class StagesProof : IProof
{
    private IReadOnlyList<ConsumerReading>? _first;

    public string Name => "stages alive and progressing";

    public string Question => "Does a process run each stage, and does each get on with what it has to read?";

    public string LookAt => Runbook.StageDown;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var reading = ConsumerReading.ReadAsync(subject.Engine.Bus, ChainConsumer.Of(subject.Options), cancellation);
        var holders = StageNames.InOrder.Select(stage => (Stage: stage, Text: subject.Engine.Store.GetTextAsync(Keys.StageLease(stage), cancellation))).ToList();
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (stage, text) in holders)
        {
            if ((await text).Value is { } holder)
                held[stage] = holder;
        }

        var now = await reading;
        _first ??= now;

        // A brain that only suggests moves nothing; whoever does not want its suggestions does not run it.
        var needed = StageNames.InOrder.Where(stage => stage != StageNames.HarvestBrain || subject.Options.HarvestBrain.Engine == HarvestEngine.Brain).ToList();
        return Judge(needed, held, _first, now);
    }

    /// <param name="needed">Stages that must run.</param>
    /// <param name="held">Which process runs a stage.</param>
    /// <param name="first">How far the readers were at the first look.</param>
    public static Finding Judge(
        IReadOnlyList<string> needed, IReadOnlyDictionary<string, string> held, IReadOnlyList<ConsumerReading> first, IReadOnlyList<ConsumerReading> now)
    {
        var dead = needed.Where(stage => !held.ContainsKey(stage)).ToList();
        var wrong = dead.Select(stage => $"nobody runs {stage}").ToList();
        wrong.AddRange(now
            .Where((reading, i) => needed.Contains(reading.Consumer.Stage) && !dead.Contains(reading.Consumer.Stage) && !reading.IsUpToDate && !HasMoved(first[i], reading))
            .Select(reading => $"{reading.Consumer.Stage} stands still: {reading}"));
        var processes = held.Values.Distinct(StringComparer.Ordinal).Count();
        return Finding.Of(
            wrong, $"{needed.Count} of {needed.Count} stages run, in {processes} {(processes == 1 ? "process" : "processes")}; none stands still",
            "a process for every stage, and every reader up to date or on its way",
            [.. StageNames.InOrder.Select(stage => FactOf(stage, needed.Contains(stage), held.GetValueOrDefault(stage), now))]);
    }

    private static bool HasMoved(ConsumerReading first, ConsumerReading now) =>
        now.Status is { } status && (first.Status is not { } before || status.LastDelivered > before.LastDelivered || status.Pending < before.Pending);

    private static string FactOf(string stage, bool isNeeded, string? holder, IReadOnlyList<ConsumerReading> now)
    {
        var readers = now.Where(reading => reading.Consumer.Stage == stage).ToList();
        var behind = readers.Where(reading => !reading.IsUpToDate).Select(reading => reading.ToString()).ToList();
        var reads = readers.Count == 0 ? "" : behind.Count == 0 ? $"; {readers.Count} of {readers.Count} readers up to date" : "; " + string.Join(", ", behind);
        return $"{stage}: {(holder is null ? isNeeded ? "nobody runs it" : "nobody runs it, and nothing needs it" : $"run by {holder}")}{reads}";
    }
}
