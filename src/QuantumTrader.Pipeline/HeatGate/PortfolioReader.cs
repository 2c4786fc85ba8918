using QuantumTrader.Domain;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>
/// Reads what the heat is made of. What is missing, unreadable or old leaves the heat unknown; it is never left out of the sum. Symbols that were flat are not read each time: as long as the
/// positions that were open still are, and are as many as the portfolio counts, there is no other: position state writes positions, then the portfolio, then the news of them.
/// </summary>
internal sealed class PortfolioReader(StageContext context, HeatGateOptions options, HeatRule rule)
{
    // Every symbol is read at least this often, so that a position that cannot be read, or that the portfolio does not count, is noticed.
    private static readonly TimeSpan ReadAllEvery = TimeSpan.FromSeconds(1);

    private readonly Place[] _all =
        [.. options.Symbols.Select(symbol => new Place(symbol, Keys.Position(symbol), new HashKey<MarketStateRecord>(options.MarketStatePrefix + symbol)))];

    // Where a position was open when all were read last; null: all are to be read.
    private Place[]? _open;
    private DateTimeOffset _readAll;

    /// <param name="newestProposalEpoch">Inputs of the newest proposal that is to be judged, Unix seconds: a recording is as old as beside them.</param>
    public async ValueTask<PortfolioHeat> ReadAsync(long newestProposalEpoch, CancellationToken cancellation)
    {
        var portfolioRead = context.Store.GetAsync(Keys.Portfolio, cancellation);
        var held = await ReadPositionsAsync(Places(), cancellation);
        var portfolio = await portfolioRead;
        if (_open is not null && !(Array.TrueForAll(held, one => one.IsOpen) && held.Length == portfolio.Value?.PositionsCount))
        {
            _open = null;
            held = await ReadPositionsAsync(Places(), cancellation);
        }

        if (portfolio.Value is not { } known)
            return Missing(portfolio.Error?.ToString() ?? $"{Keys.Portfolio}: no such key");
        if (Array.Find(held, one => one.Position.Error is not null) is { } unreadable)
            return Missing(unreadable.Position.Error!.ToString());
        Held[] open = [.. held.Where(one => one.IsOpen)];
        await ReadMarketsAsync(open, cancellation);
        _open ??= Array.ConvertAll(open, one => one.Place);
        return Judge(known, open, newestProposalEpoch);
    }

    private Place[] Places()
    {
        var now = context.Time.GetUtcNow();
        if (_open is not null && now < _readAll)
            return _open;
        (_open, _readAll) = (null, now + ReadAllEvery);
        return _all;
    }

    // In one round trip; all are awaited, whatever the first of them says.
    private async ValueTask<Held[]> ReadPositionsAsync(Place[] places, CancellationToken cancellation)
    {
        var reads = Array.ConvertAll(places, place => context.Store.GetAsync(place.Position, cancellation));
        var held = new Held[places.Length];
        for (var i = 0; i < held.Length; i++)
            held[i] = new Held(places[i], await reads[i]);
        return held;
    }

    private async ValueTask ReadMarketsAsync(Held[] open, CancellationToken cancellation)
    {
        var reads = Array.ConvertAll(open, one => context.Store.GetAsync(one.Place.Market, cancellation));
        for (var i = 0; i < open.Length; i++)
            open[i] = open[i] with { Market = await reads[i] };
    }

    private PortfolioHeat Judge(PortfolioRecord portfolio, Held[] open, long newestProposalEpoch)
    {
        if (open.Length < portfolio.PositionsCount)
            return Missing($"{Keys.Portfolio} counts {portfolio.PositionsCount} open positions, and {open.Length} of SYMBOLS are found");

        var newest = Math.Max(newestProposalEpoch, portfolio.InputsEpoch);
        var interval = BarInterval.OneMinute;
        foreach (var one in open)
        {
            newest = Math.Max(newest, Math.Max(one.Value.InputsEpoch, one.Market.Value?.InputsEpoch ?? 0));
            interval = one.Market.Value is { } market && market.Interval.Duration > interval.Duration ? market.Interval : interval;
        }

        if (Stale(Keys.Portfolio.Name, portfolio.Source, portfolio.InputsEpoch, newest, interval) is { } stalePortfolio)
            return stalePortfolio;
        foreach (var one in open)
        {
            if (Stale(one.Place.Position.Name, one.Value.Source, one.Value.InputsEpoch, newest, interval) is { } stalePosition)
                return stalePosition;
        }

        if (portfolio.EquityUsd <= 0)
            return PortfolioHeat.Unknown(HeatFailure.InvalidEquity, $"{Keys.Portfolio}: equity_usd = {portfolio.EquityUsd}: must be above 0");
        foreach (var one in open)
        {
            if (NoSigma(one.Place.Market.Name, one.Market, newest) is { } noSigma)
                return noSigma;
        }

        return Measure(portfolio, open.Select(one => new HeatPosition(one.Place.Symbol, (double)one.Value.Notional, one.Market.Value!.Sigma)));
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

    private sealed record Place(string Symbol, HashKey<PositionRecord> Position, HashKey<MarketStateRecord> Market);

    private sealed record Held(Place Place, Stored<PositionRecord> Position)
    {
        public Stored<MarketStateRecord> Market { get; init; } = Stored<MarketStateRecord>.Missing;

        public bool IsOpen => Position.Value is { IsFlat: false };

        // Of an open one.
        public PositionRecord Value => Position.Value!;
    }
}
