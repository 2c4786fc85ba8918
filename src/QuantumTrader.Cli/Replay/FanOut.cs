using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>Hands everything to several sinks.</summary>
internal sealed class FanOut(IReadOnlyList<IReplaySink> sinks) : IReplaySink
{
    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        foreach (var sink in sinks)
            sink.OnVenueEvent(epoch, happened);
    }

    public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal)
    {
        foreach (var sink in sinks)
            sink.OnRisk(epoch, symbol, proposal);
    }

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal)
    {
        foreach (var sink in sinks)
            sink.OnHarvest(epoch, symbol, proposal);
    }

    public void OnAccount(long epoch, VenueAccount account)
    {
        foreach (var sink in sinks)
            sink.OnAccount(epoch, account);
    }
}
