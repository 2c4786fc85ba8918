namespace QuantumTrader.Exchanges;

/// <summary>
/// The request was sent and no answer says what became of it: a time-out, a 503 "Unknown error", codes -1006 and -1007. The order may exist; it is looked for by its client id before
/// anything is sent again.
/// </summary>
public sealed class VenueOutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);
