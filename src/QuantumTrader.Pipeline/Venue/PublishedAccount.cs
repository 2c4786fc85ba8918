using QuantumTrader.Domain;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Venue;

/// <summary>The document <c>quantum:venue:account</c>: everything the venue says of the account. Contract section 5.</summary>
/// <param name="TsEpoch">When it was so, Unix seconds.</param>
public sealed record PublishedAccount(long TsEpoch, Provenance Source, VenueAccount Account);
