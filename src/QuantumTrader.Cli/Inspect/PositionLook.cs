using QuantumTrader.Cli.Composition;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Cli.Inspect;

/// <summary>Reads the positions of a system, with what else is known of each.</summary>
internal static class PositionLook
{
    public static async ValueTask<PositionList> ReadAsync(IEngine engine, StageOptions options, long nowEpoch, CancellationToken cancellation)
    {
        var symbols = await SymbolsAsync(engine, options, cancellation);
        var portfolio = engine.Store.GetAsync(Keys.Portfolio, cancellation);
        var positions = symbols.Select(symbol => engine.Store.GetAsync(Keys.Position(symbol), cancellation)).ToList();
        var ledgers = symbols.Select(symbol => engine.Store.GetAsync(Keys.Ledger(symbol), cancellation)).ToList();
        var harvests = symbols.Select(symbol =>
            engine.Store.GetAsync(new HashKey<HarvestProposalRecord>(options.HarvestProposal.HarvestPrefix + symbol), cancellation)).ToList();

        var problems = new List<string>();
        T? Told<T>(Stored<T> stored)
            where T : class
        {
            if (stored.Error is { } error)
                problems.Add(error.ToString());
            return stored.Value;
        }

        var rows = new List<PositionRow>();
        for (var i = 0; i < symbols.Count; i++)
        {
            var (position, ledger, harvest) = (Told(await positions[i]), Told(await ledgers[i]), Told(await harvests[i]));
            if (RowOf(symbols[i], position, ledger, harvest, nowEpoch) is { } row)
                rows.Add(row);
        }

        return new PositionList(Told(await portfolio)?.EquityUsd, rows, problems);
    }

    /// <summary>Every symbol that may have a position: the configured ones, those of the venue's account, and those of which there has been news.</summary>
    public static async ValueTask<IReadOnlyList<string>> SymbolsAsync(IEngine engine, StageOptions options, CancellationToken cancellation)
    {
        var account = engine.Store.GetAsync(VenueDocuments.Account, cancellation);
        var news = await engine.Bus.ReadNewestAsync(Keys.PositionSnapshots, Keys.PositionSnapshots.MaxLength, cancellation);
        return
        [
            .. options.HarvestProposal.Symbols
                .Union((await account).Value?.Account.Positions.Select(position => position.Symbol) ?? [])
                .Union(news.Select(entry => entry.Record.Value?.Position.Symbol).OfType<string>())
                .Order(StringComparer.Ordinal),
        ];
    }

    // A ledger that holds something where the venue holds nothing is worth a row of its own.
    private static PositionRow? RowOf(string symbol, PositionRecord? position, LedgerRecord? ledger, HarvestProposalRecord? harvest, long nowEpoch)
    {
        if (position is not { IsFlat: false } open)
        {
            return ledger is { LastKnownAmount: not 0 }
                ? new PositionRow(
                    symbol, "FLAT", 0, 0, null, position?.MarkPrice, 0, null, null, false, null, null, 0, ledger.LastKnownAmount, WireNames.Of(ledger.Source),
                    position?.InputsEpoch ?? ledger.UpdatedEpoch, RecordAge.SecondsOf(ledger.Source, position?.InputsEpoch ?? ledger.UpdatedEpoch, nowEpoch))
                : null;
        }

        var isMeasured = harvest?.PositionOpenedEpoch == open.OpenedEpoch && harvest.PositionSide == open.Side;
        return new PositionRow(
            symbol, WireNames.Of(open.Side!.Value), open.Quantity, open.SignedQuantity, open.EntryPrice, open.MarkPrice, open.UnrealizedPnl,
            isMeasured ? harvest!.RNet : null, open.CurrentSl, open.SlConfirmed && open.CurrentSl is not null,
            open.Side == PositionSide.Long ? open.PeakPrice : open.TroughPrice, open.OpenedEpoch, open.AgeSec, ledger?.LastKnownAmount,
            WireNames.Of(open.Source), open.InputsEpoch, RecordAge.SecondsOf(open.Source, open.InputsEpoch, nowEpoch));
    }
}
