using System.Text.Json;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Pipeline.HarvestProposal;

namespace QuantumTrader.Cli.Explain;

/// <summary>Reads what is kept of a plan beside the streams.</summary>
internal static class KeptReader
{
    public static async ValueTask<KeptFacts> ReadAsync(IStateStore store, PlanHistory history, CancellationToken cancellation)
    {
        var thetaId = Attempt.Of(history).Proposal?.Inputs.ThetaId;
        var theta = thetaId is null ? default : store.GetTextAsync(Keys.HarvestTheta(thetaId), cancellation);
        var state = store.GetTextAsync(Keys.PlanState(history.PlanId), cancellation);
        var consumed = store.GetTextAsync(Keys.PlanConsumed(history.PlanId), cancellation);
        var ids = history.Orders.Select(order => ClientOrderId.Of(order.PlanId, order.Step))
            .Concat(history.VenueEvents.Select(told => told.ClientOrderId).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var journals = ids.ConvertAll(id => store.GetTextAsync(Keys.ExecutionJournal(id), cancellation));

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            if ((await journals[i]).Value is { } journal)
                found[ids[i]] = journal;
        }

        return new KeptFacts(ThetaOf((await theta).Value), (await state).Value, ConsumedMsOf((await consumed).Value), found);
    }

    private static long? ConsumedMsOf(string? text) =>
        text is not null && PermitJson.TryRead(text, PermitJson.Default.ConsumedPermits, out var consumed, out _) ? consumed.ConsumedMs : null;

    // What is not the whole of what the harvest stage wrote says nothing: no default may stand for a weight or a threshold.
    private static HarvestTheta? ThetaOf(string? text)
    {
        try
        {
            if (text is null || JsonSerializer.Deserialize(text, ThetaJson.Default.HarvestTheta) is not { } theta)
                return null;
            using var written = JsonDocument.Parse(text);
            var all = JsonSerializer.SerializeToElement(theta, ThetaJson.Default.HarvestTheta);
            return all.EnumerateObject().All(parameter => written.RootElement.TryGetProperty(parameter.Name, out _)) ? theta : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
