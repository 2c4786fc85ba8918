using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>Takes what a replay led to, in order. Times are Unix seconds of the virtual clock. A sink takes what concerns it.</summary>
internal interface IReplaySink
{
    /// <param name="proposal">Null: the proposal was withdrawn.</param>
    void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal)
    {
    }

    /// <param name="proposal">Null: the proposal was withdrawn.</param>
    void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal)
    {
    }

    void OnCalibrated(long epoch, CalibratedRecord act)
    {
    }

    void OnPlan(long epoch, PlanRecord plan)
    {
    }

    void OnPermit(long epoch, PermitNoticeRecord notice)
    {
    }

    /// <summary>The ladder asks for something, or suggests it.</summary>
    void OnAct(long epoch, HarvestActRecord act)
    {
    }

    /// <summary>The intent router refused an intent.</summary>
    void OnRejection(long epoch, RejectedIntentRecord rejection)
    {
    }

    void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
    }

    void OnExecution(long epoch, ExecutionResultRecord done)
    {
    }

    void OnResult(long epoch, ApplyResultRecord result)
    {
    }

    void OnAccount(long epoch, VenueAccount account)
    {
    }
}
