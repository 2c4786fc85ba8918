using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>R of every open position is measured with its own risk proposal, or, where there is none, with the fallback distance, and says so.</summary>
internal sealed class RiskProposalProof : IProof
{
    // Both are written as the shortest text of the same double.
    private const double Tolerance = 1e-9;

    public string Name => "risk proposals or their fallback";

    public string Question => "Has every open position a fresh risk proposal of its own, or else a harvest proposal that is measured with the fallback distance?";

    public string LookAt => Runbook.HarvestStale;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var positions = await subject.PositionsAsync(cancellation);
        var risks = await subject.RiskProposalsAsync(cancellation);
        var harvests = await subject.HarvestProposalsAsync(cancellation);
        var markets = await subject.MarketStatesAsync(subject.Symbols, cancellation);
        var settings = subject.Options.HarvestProposal;
        return Judge(
            [.. positions.Select((position, i) => new RiskCase(
                position.Symbol, position.Stored, risks[i].Stored, harvests[i].Stored.Value,
                ProofSubject.LimitOf(settings.MaxRiskAgeSeconds, markets[i].Stored.Value)))],
            subject.NowEpoch, settings.FallbackStopPct);
    }

    public static Finding Judge(IReadOnlyList<RiskCase> cases, long nowEpoch, double fallbackStopPct)
    {
        var (wrong, facts) = (new List<string>(), new List<string>());
        var (own, fallback) = (0, 0);
        foreach (var one in cases)
        {
            if (one.Position.Error is { } unreadable)
                wrong.Add(unreadable.ToString());
            if (one.Position.Value is not { IsFlat: false } position)
            {
                facts.Add($"{one.Symbol}: no position, so none is proposed");
                continue;
            }

            if (FaultOf(one, position, nowEpoch) is not { } fault)
            {
                own++;
                var risk = one.Risk.Value!;
                facts.Add($"{one.Symbol}: stop {risk.ProposedSl}, target {risk.ProposedTp}, distance {risk.StopDistPct}, {AgeOf(risk, position, nowEpoch)} s old");
            }
            else if (one.Harvest is { Inputs.RiskEpoch: null } harvest && IsFallback(harvest, fallbackStopPct))
            {
                fallback++;
                facts.Add($"{one.Symbol}: {fault}; measured with the fallback, risk unit {harvest.RiskUnit}");
            }
            else
            {
                wrong.Add($"{one.Symbol}: {fault}, and the harvest proposal is not measured with the fallback");
            }
        }

        if (wrong.Count == 0 && own + fallback == 0)
            return Finding.Skip("no open position: nothing is proposed", facts);
        return Finding.Of(wrong, $"{own + fallback} of {own + fallback} positions: {own} by their own proposal, {fallback} by the fallback", "a risk proposal, or the fallback in its place", facts);
    }

    private static bool IsFallback(HarvestProposalRecord harvest, double fallbackStopPct) =>
        Math.Abs(harvest.RiskUnit - (harvest.PositionEntryPrice * fallbackStopPct)) <= Tolerance * harvest.PositionEntryPrice;

    private static string? FaultOf(RiskCase one, PositionRecord position, long nowEpoch) => one.Risk switch
    {
        { Error: { } error } => error.ToString(),
        { Value: null } => "no risk proposal",
        { Value: { } risk } when risk.PositionSide != position.Side || risk.PositionEntryPrice != (double)position.EntryPrice => "the risk proposal is of another position",
        { Value: { } risk } when AgeOf(risk, position, nowEpoch) > one.LimitSec => $"the risk proposal is {AgeOf(risk, position, nowEpoch)} s old, more than {one.LimitSec} s",
        _ => null,
    };

    private static long AgeOf(RiskProposalRecord risk, PositionRecord position, long nowEpoch) =>
        Freshness.AgeSec(risk.Source, risk.InputsEpoch, nowEpoch, position.InputsEpoch);
}

/// <param name="LimitSec">The oldest that its risk proposal may be.</param>
internal sealed record RiskCase(string Symbol, Stored<PositionRecord> Position, Stored<RiskProposalRecord> Risk, HarvestProposalRecord? Harvest, double LimitSec);
