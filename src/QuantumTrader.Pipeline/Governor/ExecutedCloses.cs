using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>
/// Learns from the results of plans what has been executed: a result counts when it says that it was executed and one of its steps closes. Kept in the results
/// themselves, so that a restart forgets nothing that the stream still holds.
/// </summary>
internal sealed class ExecutedCloses
{
    private readonly StageContext _context;
    private readonly StreamConsumer<ApplyResultRecord> _results;
    private readonly Action<ApplyResultRecord> _take;

    public ExecutedCloses(StageContext context, string group)
    {
        _context = context;
        _take = Take;
        _results = new StreamConsumer<ApplyResultRecord>(
            context.Bus, Keys.ApplyResults, new Consumer(group, group), GroupStart.Beginning, context.Time, context.Log);
    }

    public ExecutionHistory History { get; } = new();

    public string Stream => _results.Stream;

    /// <summary>Something was counted that has not been shown.</summary>
    public bool HasNews { get; set; }

    /// <summary>Takes up what was executed before the start. An entry that is delivered to the group as well is counted once.</summary>
    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _results.StartAsync(cancellation);
        foreach (var entry in await _context.Bus.ReadNewestAsync(Keys.ApplyResults, Keys.ApplyResults.MaxLength, cancellation))
        {
            if (entry.Record.Value is { } result)
                Take(result);
        }
    }

    /// <summary>Takes all that there is.</summary>
    /// <returns>Number of results seen.</returns>
    public async ValueTask<int> TakeAsync(CancellationToken cancellation)
    {
        var (seen, batch) = (0, 0);
        while ((batch = await _results.TakeAsync(_take, cancellation)) > 0)
            seen += batch;
        return seen;
    }

    public ValueTask AcknowledgeAsync(CancellationToken cancellation) => _results.AcknowledgeAsync(cancellation);

    /// <summary>The step failed: what was taken is taken again, and counts once.</summary>
    public void Abandon() => _results.Abandon();

    private void Take(ApplyResultRecord result)
    {
        if (!result.Executed)
            return;
        var closes = result.Steps.Where(step => Closes(step.Step)).ToList();
        if (closes.Count == 0)
            return;
        var notional = closes.Sum(step => step is { ExecutedQty: { } quantity, AvgPrice: { } price } ? quantity * price : 0);
        HasNews |= History.Add(result.Symbol, result.PlanId, result.TimeMs, notional, _context.NowMs);
    }

    // A step that is not known here may well have closed something.
    private static bool Closes(string step) => WireWord.Find<PlanStep>(step, PlanSteps.ToWire) is not { } known || known.Closes();
}
