using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Paper;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>
/// What the venue accepts for each symbol: as its account says for open positions; before it has said so, the rules that the paper venue knows, or would derive from the price.
/// </summary>
internal sealed class InstrumentBook(StageContext context)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, InstrumentRules> _told = new(StringComparer.Ordinal);
    private DateTimeOffset _lookAgain = DateTimeOffset.MinValue;

    /// <summary>Asks the account for the symbols that it has not told of yet.</summary>
    public async ValueTask RefreshAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellation)
    {
        if (symbols.All(_told.ContainsKey) || context.Time.GetUtcNow() < _lookAgain)
            return;
        _lookAgain = context.Time.GetUtcNow() + LookEvery;
        if ((await context.Store.GetAsync(VenueDocuments.Account, cancellation)).Value is not { } account)
            return;
        foreach (var (symbol, rules) in account.Instruments)
            _told[symbol] = rules;
    }

    public InstrumentRules Of(string symbol, decimal price) =>
        _told.GetValueOrDefault(symbol) ?? PaperInstruments.Listed(symbol) ?? PaperInstruments.Derive(symbol, price, price.Scale);
}
