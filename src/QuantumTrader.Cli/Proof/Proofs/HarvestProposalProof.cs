using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Every symbol with a position has a proposal that measures that position and is young; a symbol without one has none.</summary>
internal sealed class HarvestProposalProof : IProof
{
    public string Name => "harvest proposals of every symbol";

    public string Question => "Has every open position a fresh harvest proposal that measures this very position, and a symbol without a position none?";

    public string LookAt => Runbook.HarvestStale;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var positions = await subject.PositionsAsync(cancellation);
        var harvests = await subject.HarvestProposalsAsync(cancellation);
        var markets = await subject.MarketStatesAsync(subject.Symbols, cancellation);
        var settings = subject.Options.HarvestProposal;
        return Judge(
            [.. positions.Select((position, i) => new HarvestCase(
                position.Symbol, position.Stored, harvests[i].Stored, ProofSubject.LimitOf(settings.MaxMarketStateAgeSeconds, markets[i].Stored.Value)))],
            subject.NowEpoch, RenewedWithin(settings));
    }

    /// <summary>An unchanged proposal is written again one look after it has become too old; one more look is left for the writing.</summary>
    public static double RenewedWithin(HarvestProposalOptions settings) =>
        settings.MaxPublishAgeSeconds + (2 * settings.PublishIntervalSeconds) + settings.InputWaitSeconds;

    /// <param name="renewedWithinSec">The longest that a proposal stands before it is computed again.</param>
    public static Finding Judge(IReadOnlyList<HarvestCase> cases, long nowEpoch, double renewedWithinSec)
    {
        var (wrong, facts) = (new List<string>(), new List<string>());
        var (open, oldest) = (0, 0L);
        foreach (var one in cases)
        {
            if ((one.Position.Error ?? one.Harvest.Error) is { } unreadable)
            {
                wrong.Add(unreadable.ToString());
                continue;
            }

            var position = one.Position.Value is { IsFlat: false } held ? held : null;
            if (position is null && one.Harvest.Value is null)
            {
                facts.Add($"{one.Symbol}: no position, and no proposal");
                continue;
            }

            open += position is null ? 0 : 1;
            if (FaultOf(one, position, nowEpoch, renewedWithinSec) is { } fault)
                wrong.Add($"{one.Symbol}: {fault}");
            if (one.Harvest.Value is not { } harvest)
                continue;
            oldest = Math.Max(oldest, nowEpoch - harvest.ComputedEpoch);
            facts.Add($"{one.Symbol}: {harvest.Action.ToWire()}, R {harvest.RNet:0.###}, kill score {harvest.KillScore.Value:0.####}, computed {nowEpoch - harvest.ComputedEpoch} s ago");
        }

        if (wrong.Count == 0 && open == 0)
            return Finding.Skip($"no open position: nothing is proposed, and none of the {cases.Count} symbols has a proposal left", facts);
        return Finding.Of(
            wrong, $"{open} of {open} positions, oldest {oldest} s; {cases.Count - open} symbols without a position and without a proposal",
            $"a proposal of each position that was computed within {renewedWithinSec} s, and none where there is no position", facts);
    }

    private static string? FaultOf(HarvestCase one, PositionRecord? position, long nowEpoch, double renewedWithinSec)
    {
        if (position is null)
            return "a proposal stands, and there is no position";
        if (one.Harvest.Value is not { } harvest)
            return "there is a position, and no proposal";
        if (harvest.PositionSide != position.Side || harvest.PositionOpenedEpoch != position.OpenedEpoch)
            return "the proposal is of another position";
        var computed = nowEpoch - harvest.ComputedEpoch;
        if (Freshness.IsOff(computed, renewedWithinSec))
            return $"the proposal was computed {computed} s ago, more than {renewedWithinSec} s";
        var inputs = Freshness.AgeSec(harvest.Source, harvest.InputsEpoch, nowEpoch, position.InputsEpoch);
        return Freshness.IsOff(inputs, one.InputsLimitSec) ? $"its inputs are {inputs} s old, more than {one.InputsLimitSec} s" : null;
    }
}

/// <param name="InputsLimitSec">The oldest that its inputs may be.</param>
internal sealed record HarvestCase(string Symbol, Stored<PositionRecord> Position, Stored<HarvestProposalRecord> Harvest, double InputsLimitSec);
