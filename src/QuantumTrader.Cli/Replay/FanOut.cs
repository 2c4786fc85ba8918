using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>Hands everything to several sinks.</summary>
internal sealed class FanOut(IReplaySink[] sinks) : IReplaySink
{
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

    public void OnCalibrated(long epoch, CalibratedRecord act)
    {
        foreach (var sink in sinks)
            sink.OnCalibrated(epoch, act);
    }

    public void OnPlan(long epoch, PlanRecord plan)
    {
        foreach (var sink in sinks)
            sink.OnPlan(epoch, plan);
    }

    public void OnPermit(long epoch, PermitNoticeRecord notice)
    {
        foreach (var sink in sinks)
            sink.OnPermit(epoch, notice);
    }

    public void OnAct(long epoch, HarvestActRecord act)
    {
        foreach (var sink in sinks)
            sink.OnAct(epoch, act);
    }

    public void OnRejection(long epoch, RejectedIntentRecord rejection)
    {
        foreach (var sink in sinks)
            sink.OnRejection(epoch, rejection);
    }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        foreach (var sink in sinks)
            sink.OnVenueEvent(epoch, happened);
    }

    public void OnExecution(long epoch, ExecutionResultRecord done)
    {
        foreach (var sink in sinks)
            sink.OnExecution(epoch, done);
    }

    public void OnResult(long epoch, ApplyResultRecord result)
    {
        foreach (var sink in sinks)
            sink.OnResult(epoch, result);
    }

    public void OnAccount(long epoch, VenueAccount account)
    {
        foreach (var sink in sinks)
            sink.OnAccount(epoch, account);
    }
}
