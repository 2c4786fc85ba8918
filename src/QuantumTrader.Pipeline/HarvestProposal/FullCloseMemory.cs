using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>When a full close was first proposed for each open position. It survives a restart in the published hash.</summary>
internal sealed class FullCloseMemory
{
    private readonly Dictionary<string, (long OpenedEpoch, long SinceEpoch)> _first = new(StringComparer.Ordinal);

    public void Restore(HarvestProposalRecord earlier)
    {
        if (earlier.FullCloseSinceEpoch is { } since)
            _first[earlier.Symbol] = (earlier.PositionOpenedEpoch, since);
    }

    /// <summary>Notes what is proposed now.</summary>
    /// <returns>When a full close first arose for this position, Unix seconds; null: never.</returns>
    public long? Note(string symbol, PositionInput position, HarvestAction action)
    {
        if (_first.TryGetValue(symbol, out var known) && known.OpenedEpoch == position.OpenedEpoch)
            return known.SinceEpoch;
        if (action != HarvestAction.FullCloseProposed)
            return null;
        _first[symbol] = (position.OpenedEpoch, position.InputsEpoch);
        return position.InputsEpoch;
    }

    public void Forget(string symbol) => _first.Remove(symbol);
}
