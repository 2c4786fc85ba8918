using QuantumTrader.Domain;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>Reads what the heat is made of, in two round trips. What is missing, unreadable or old leaves the heat unknown; it is never left out of the sum.</summary>
internal sealed class PortfolioReader(StageContext context, HeatGateOptions options, HeatRule rule)
{
    private readonly HashKey<PositionRecord>[] _positions = [.. options.Symbols.Select(Keys.Position)];
    private readonly HashKey<MarketStateRecord>[] _markets =
        [.. options.Symbols.Select(symbol => new HashKey<MarketStateRecord>(options.MarketStatePrefix + symbol))];

    /// <param name="newestProposalEpoch">Inputs of the newest proposal that is to be judged, Unix seconds: a recording is as old as beside them.</param>
    public async ValueTask<PortfolioHeat> ReadAsync(long newestProposalEpoch, CancellationToken cancellation)
    {
        var portfolioRead = context.Store.GetAsync(Keys.Portfolio, cancellation);
        var positionReads = Array.ConvertAll(_positions, key => context.Store.GetAsync(key, cancellation));

        // All are awaited, whatever the first of them says.
        var portfolio = await portfolioRead;
        var positions = new Stored<PositionRecord>[positionReads.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = await positionReads[i];
        var markets = await ReadMarketsAsync(positions, cancellation);
        return Judge(portfolio, positions, markets, newestProposalEpoch);
    }

    // Of what is open; most symbols usually are not.
    private async ValueTask<Stored<MarketStateRecord>[]> ReadMarketsAsync(Stored<PositionRecord>[] positions, CancellationToken cancellation)
    {
        var reads = new ValueTask<Stored<MarketStateRecord>>[positions.Length];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = IsOpen(positions[i]) ? context.Store.GetAsync(_markets[i], cancellation) : ValueTask.FromResult(Stored<MarketStateRecord>.Missing);
        var markets = new Stored<MarketStateRecord>[reads.Length];
        for (var i = 0; i < markets.Length; i++)
            markets[i] = await reads[i];
        return markets;
    }

    private static bool IsOpen(Stored<PositionRecord> position) => position.Value is { IsFlat: false };

    private PortfolioHeat Judge(
        Stored<PortfolioRecord> stored, Stored<PositionRecord>[] positions, Stored<MarketStateRecord>[] markets, long newestProposalEpoch)
    {
        if (stored.Value is not { } portfolio)
            return Missing(stored.Error?.ToString() ?? $"{Keys.Portfolio}: no such key");
        if (Array.Find(positions, position => position.Error is not null).Error is { } unreadable)
            return Missing(unreadable.ToString());
        List<int> open = [.. Enumerable.Range(0, positions.Length).Where(i => IsOpen(positions[i]))];
        if (open.Count < portfolio.PositionsCount)
            return Missing($"{Keys.Portfolio} counts {portfolio.PositionsCount} open positions, and {open.Count} of SYMBOLS are found");

        var newest = Math.Max(newestProposalEpoch, portfolio.InputsEpoch);
        var interval = BarInterval.OneMinute;
        foreach (var i in open)
        {
            newest = Math.Max(newest, Math.Max(positions[i].Value!.InputsEpoch, markets[i].Value?.InputsEpoch ?? 0));
            interval = markets[i].Value is { } market && market.Interval.Duration > interval.Duration ? market.Interval : interval;
        }

        if (Stale(Keys.Portfolio.Name, portfolio.Source, portfolio.InputsEpoch, newest, interval) is { } stalePortfolio)
            return stalePortfolio;
        foreach (var i in open)
        {
            if (Stale(_positions[i].Name, positions[i].Value!.Source, positions[i].Value!.InputsEpoch, newest, interval) is { } stalePosition)
                return stalePosition;
        }

        if (portfolio.EquityUsd <= 0)
            return PortfolioHeat.Unknown(HeatFailure.InvalidEquity, $"{Keys.Portfolio}: equity_usd = {portfolio.EquityUsd}: must be above 0");
        foreach (var i in open)
        {
            if (NoSigma(_markets[i].Name, markets[i], newest) is { } noSigma)
                return noSigma;
        }

        return Measure(portfolio, open.Select(i => new HeatPosition(options.Symbols[i], (double)positions[i].Value!.Notional, markets[i].Value!.Sigma)));
    }

    private PortfolioHeat? Stale(string key, Provenance source, long inputsEpoch, long newest, BarInterval interval)
    {
        var age = Freshness.AgeSec(source, inputsEpoch, context.NowEpoch, newest);
        return Freshness.IsOff(age, Freshness.OfVenue(options.MaxPortfolioAgeSeconds, source, interval))
            ? PortfolioHeat.Unknown(HeatFailure.PortfolioStateStale, $"{key}: {age} s old")
            : null;
    }

    private PortfolioHeat? NoSigma(string key, Stored<MarketStateRecord> stored, long newest)
    {
        if (stored.Value is not { } market)
            return PortfolioHeat.Unknown(HeatFailure.SigmaMissing, stored.Error?.ToString() ?? $"{key}: no such key");
        var age = Freshness.AgeSec(market.Source, market.InputsEpoch, context.NowEpoch, newest);
        if (Freshness.IsOff(age, Freshness.OfBars(options.MaxMarketStateAgeSeconds, market.Interval)))
            return PortfolioHeat.Unknown(HeatFailure.SigmaMissing, $"{key}: {age} s old");
        return market.Sigma > 0 ? null : PortfolioHeat.Unknown(HeatFailure.SigmaMissing, $"{key}: sigma = {market.Sigma}: must be above 0");
    }

    private PortfolioHeat Measure(PortfolioRecord portfolio, IEnumerable<HeatPosition> positions)
    {
        try
        {
            return PortfolioHeat.Of(rule.Measure((double)portfolio.EquityUsd, [.. positions]));
        }
        catch (KernelInputException refused)
        {
            return PortfolioHeat.Unknown(HeatFailure.InvalidEquity, refused.Message);
        }
    }

    private static PortfolioHeat Missing(string detail) => PortfolioHeat.Unknown(HeatFailure.PortfolioStateMissing, detail);
}
