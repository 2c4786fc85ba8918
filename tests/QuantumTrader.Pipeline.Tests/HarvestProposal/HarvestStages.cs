using QuantumTrader.Domain;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.HarvestProposal;

/// <summary>Starts harvest stages on given inputs.</summary>
internal static class HarvestStages
{
    internal static readonly HarvestProposalOptions Options = new() { Symbols = SymbolList.Of(Bench.Btc) };

    /// <summary>The inputs of the first known value, where a test brings no other ones.</summary>
    internal static async Task<Bench> WithInputsAsync(
        PositionRecord? position = null, RiskProposalRecord? risk = null, Provenance source = Provenance.Paper, bool withRisk = true)
    {
        var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, source: source));
        await Given.PutAsync(bench, position ?? Given.Long(Bench.StartEpoch, source: source));
        if (withRisk)
            await Given.PutAsync(bench, risk ?? Given.Risk(Bench.StartEpoch, source: source));
        return bench;
    }

    internal static async Task PutInputsAsync(
        Bench bench, long epoch, MarketConditions market, PositionRecord position, Provenance source = Provenance.Paper)
    {
        await Given.PutAsync(bench, Given.Market(epoch, market, source));
        await Given.PutAsync(bench, position);
        await Given.PutAsync(bench, Given.Risk(epoch, source: source));
    }

    internal static Task<HarvestProposalStage> StartAsync(Bench bench, HarvestProposalOptions options) =>
        Bench.StartAsync(new HarvestProposalStage(bench.Context, options));

    internal static async Task<HarvestProposalStage> StartAndRunAsync(Bench bench, HarvestProposalOptions? options = null)
    {
        var stage = await StartAsync(bench, options ?? Options);
        await Bench.RunAsync(stage);
        return stage;
    }
}
