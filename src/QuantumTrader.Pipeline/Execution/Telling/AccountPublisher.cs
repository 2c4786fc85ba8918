using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Telling;

/// <summary>Publishes the venue's account: when something happened, and often enough that it never looks older than it is.</summary>
internal sealed class AccountPublisher(StageContext context, IVenue venue, double refreshSec)
{
    // Contract section 5.
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(120);
    private const long MillisecondsPerSecond = 1000;

    public DateTimeOffset NextDue { get; private set; } = DateTimeOffset.MinValue;

    public async ValueTask PublishAsync(VenueAccount account, Provenance source, CancellationToken cancellation)
    {
        var instruments = new Dictionary<string, InstrumentRules>(StringComparer.Ordinal);
        foreach (var position in account.Positions)
        {
            if (await venue.GetInstrumentAsync(position.Symbol, cancellation) is { } rules)
                instruments[position.Symbol] = rules;
        }

        // A recording is as old as its bars; any other venue has been asked just now.
        var asked = source == Provenance.Replay ? account.AsOfMs / MillisecondsPerSecond : context.NowEpoch;
        await context.Store.SetAsync(VenueDocuments.Account, new PublishedAccount(asked, source, account, instruments), Life, cancellation);
        NextDue = context.Time.GetUtcNow() + TimeSpan.FromSeconds(refreshSec);
    }
}
