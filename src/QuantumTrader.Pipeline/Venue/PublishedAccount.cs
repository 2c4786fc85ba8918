using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Venue;

/// <summary>The document <c>quantum:venue:account</c>: everything the venue says of the account. Contract section 5.</summary>
/// <param name="TsEpoch">When the venue was asked, Unix seconds; for a recording, the time of its newest bar.</param>
/// <param name="Instruments">What the venue accepts for each symbol with an open position.</param>
public sealed record PublishedAccount(
    long TsEpoch, Provenance Source, VenueAccount Account, IReadOnlyDictionary<string, InstrumentRules> Instruments);
