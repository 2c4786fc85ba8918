using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Every symbol has a market state that its readers would still use.</summary>
internal sealed class MarketStateProof : IProof
{
    public string Name => "market state fresh";

    public string Question => "Has every symbol a market state that is readable and young enough for those who decide by it?";

    public string LookAt => Runbook.MarketDataStale;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation) => Judge(
        await subject.MarketStatesAsync(subject.Options.MarketState.Symbols, cancellation), subject.NowEpoch,
        Math.Min(subject.Options.HarvestProposal.MaxMarketStateAgeSeconds, Math.Min(subject.Options.RiskProposal.MaxMarketStateAgeSeconds, subject.Options.HeatGate.MaxMarketStateAgeSeconds)));

    /// <param name="maxAgeSec">The least that any reader allows; never less than three bars.</param>
    public static Finding Judge(IReadOnlyList<(string Symbol, Stored<MarketStateRecord> Stored)> states, long nowEpoch, double maxAgeSec)
    {
        var newest = states.Select(state => state.Stored.Value?.InputsEpoch ?? 0).DefaultIfEmpty().Max();
        var (wrong, facts) = (new List<string>(), new List<string>());
        var oldest = 0L;
        foreach (var (symbol, stored) in states)
        {
            if (stored.Value is not { } state)
            {
                wrong.Add(stored.Error is { } error ? error.ToString() : $"{symbol}: there is none");
                continue;
            }

            var age = Freshness.AgeSec(state.Source, state.InputsEpoch, nowEpoch, newest);
            var limit = Freshness.OfBars(maxAgeSec, state.Interval);
            oldest = Math.Max(oldest, age);
            facts.Add($"{symbol}: {age} s old, limit {limit} s, sigma {state.Sigma}, trend strength {state.TrendStrength}, source {WireNames.Of(state.Source)}");
            if (Freshness.IsOff(age, limit))
                wrong.Add($"{symbol}: {age} s old, more than {limit} s");
        }

        return Finding.Of(wrong, $"{states.Count} of {states.Count} symbols, oldest {oldest} s", "a fresh market state of every symbol", facts);
    }
}
