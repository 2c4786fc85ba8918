namespace QuantumTrader.Tests.Support.Ports;

/// <summary>
/// What calls of a port have in common: the operation and the name of the stream, or the operation and the key without its last part, which names a symbol, a plan or an order.
/// </summary>
internal static class CallKind
{
    /// <param name="call">As "set quantum:ticker:BTCUSDT".</param>
    public static string Of(string call) =>
        call.Contains(" quantum:stream:", StringComparison.Ordinal) || !call.Contains(':', StringComparison.Ordinal) ? call : call[..call.LastIndexOf(':')];
}
