using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>What stops a position from being opened, read immediately before it would be. What cannot be read stops it.</summary>
internal sealed class EntryGate(IStateStore store)
{
    private readonly KillSwitch _kill = new(store);
    private readonly SafeModeState _safeMode = new(store);

    /// <param name="askedMs">When it was asked for, Unix milliseconds.</param>
    public async ValueTask<EntryRefusal?> RefuseAsync(string symbol, long askedMs, CancellationToken cancellation)
    {
        // Both in one round trip.
        var safeMode = _safeMode.ReadAsync(cancellation);
        var kill = await _kill.ReadAsync(symbol, cancellation);
        var mode = await safeMode;
        if (kill.Blocks(reducesRisk: false))
            return EntryRefusal.KillSwitchActive;
        if (kill.IsBacklog(askedMs))
            return EntryRefusal.StaleAfterHalt;
        return mode == SafeMode.Off ? null : EntryRefusal.SafeModeEnabled;
    }
}
