using System.Collections.Frozen;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>How the paper venue charges, fills and lists.</summary>
public sealed record PaperOptions
{
    /// <summary>Wallet at the start, quote currency, above 0.</summary>
    public decimal InitialBalance { get; init; } = 10_000;

    /// <summary>Fee of every fill in basis points of its value, 0 to 1000. Binance USD-M asks 5 of a taker without discounts.</summary>
    public decimal TakerFeeBps { get; init; } = 5;

    /// <summary>
    /// How much worse than the reference price every fill is, in basis points, 0 to 1000; then rounded to the tick, against us too.
    /// </summary>
    public decimal SlippageBps { get; init; } = 2;

    /// <summary>Position value over initial margin, 1 to 125.</summary>
    public decimal Leverage { get; init; } = 10;

    /// <summary>A long and a short position of one symbol may be open at once, and each order says which of them it means.</summary>
    public bool HedgeMode { get; init; }

    /// <summary>Largest value that a market order finds liquidity for, quote currency; what is beyond it expires. 0: no limit.</summary>
    public decimal MaxFillNotional { get; init; }

    /// <summary>
    /// How many ended orders a symbol remembers, so that their client ids are recognised; the oldest go first. 1 to 1,000,000.
    /// </summary>
    public int EndedOrdersKept { get; init; } = 1_000;

    /// <summary>Rules per symbol; they win over <see cref="PaperInstruments"/>.</summary>
    public IReadOnlyDictionary<string, InstrumentRules> Instruments { get; init; } = FrozenDictionary<string, InstrumentRules>.Empty;

    /// <summary>The rules of a symbol that are known without its prices; null when they must be derived from them.</summary>
    public InstrumentRules? Listed(string symbol) => Instruments.GetValueOrDefault(symbol) ?? PaperInstruments.Listed(symbol);

    /// <summary>Everything that is out of range, as "name value: rule"; empty when all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Require(InitialBalance > 0, nameof(InitialBalance), InitialBalance, "must be above 0");
        Require(TakerFeeBps is >= 0 and <= 1000, nameof(TakerFeeBps), TakerFeeBps, "must be 0 to 1000");
        Require(SlippageBps is >= 0 and <= 1000, nameof(SlippageBps), SlippageBps, "must be 0 to 1000");
        Require(Leverage is >= 1 and <= 125, nameof(Leverage), Leverage, "must be 1 to 125");
        Require(MaxFillNotional >= 0, nameof(MaxFillNotional), MaxFillNotional, "must be 0 or more");
        Require(EndedOrdersKept is >= 1 and <= 1_000_000, nameof(EndedOrdersKept), EndedOrdersKept, "must be 1 to 1000000");
        foreach (var (symbol, rules) in Instruments)
        {
            Require(rules.TickSize > 0, $"{symbol} {nameof(rules.TickSize)}", rules.TickSize, "must be above 0");
            Require(rules.StepSize > 0, $"{symbol} {nameof(rules.StepSize)}", rules.StepSize, "must be above 0");
            Require(rules.MinQuantity >= 0, $"{symbol} {nameof(rules.MinQuantity)}", rules.MinQuantity, "must be 0 or more");
            Require(rules.MinNotional >= 0, $"{symbol} {nameof(rules.MinNotional)}", rules.MinNotional, "must be 0 or more");
        }

        return faults;

        void Require(bool holds, string name, decimal value, string rule)
        {
            if (!holds)
                faults.Add($"{name} {value}: {rule}");
        }
    }
}
