using System.Security.Cryptography;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>SHA-256 over every decision in order: what was proposed, what the gates said, what the venue did, what came of it. Two runs with the same one decided alike to the byte.</summary>
internal sealed class DecisionFingerprint : IReplaySink, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly DigestWriter _decision = new();

    public string Text => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal) => Add(epoch, "risk", symbol, proposal);

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal) => Add(epoch, "harvest", symbol, proposal);

    public void OnCalibrated(long epoch, CalibratedRecord act) => Add(epoch, "calibrated", act.Proposal.Symbol, act);

    public void OnPlan(long epoch, PlanRecord plan) => Add(epoch, "plan", plan.Symbol, plan);

    public void OnPermit(long epoch, PermitNoticeRecord notice) => Add(epoch, "permit", notice.Symbol, notice);

    public void OnAct(long epoch, HarvestActRecord act) => Add(epoch, "act", act.Symbol, act);

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => Add(epoch, "rejection", rejection.Symbol ?? "", rejection);

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        // Mark prices are the market's doing, not a decision.
        if (happened.Kind != VenueEventKind.Account)
            Add(epoch, "venue", happened.Symbol, happened);
    }

    public void OnExecution(long epoch, ExecutionResultRecord done) => Add(epoch, "execution", done.Symbol, done);

    public void OnResult(long epoch, ApplyResultRecord result) => Add(epoch, "result", result.Symbol, result);

    public void Dispose() => _hash.Dispose();

    private void Add<T>(long epoch, string kind, string symbol, T? record)
        where T : class, IWireRecord<T>
    {
        _decision.Clear();
        _decision.Integer("epoch", epoch).Text("decision", kind).Text("of", symbol);
        record?.Write(_decision);
        _hash.AppendData(_decision.Written);
    }
}
