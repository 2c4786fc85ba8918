using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Everything about one symbol.</summary>
internal static class SymbolBoard
{
    /// <summary>Inside the braces of every selector.</summary>
    public const string Chosen = "symbol=\"$symbol\"";

    public static Board Make() => new(
        Names.SymbolBoardUid,
        "Quantum Symbol",
        "One symbol from its position to its orders: what is held, how it is protected, what is proposed, what became of the proposals.")
    {
        From = "now-6h",
        Variables = [Variable.Symbols("quantum_marketstate_bars_total", several: false)],
        Sections =
        [
            new Section("$symbol now", [.. SymbolPosition.Now()]),
            new Section("Prices and protection", [.. SymbolPosition.OverTime()]),
            new Section("Kill score and action", [.. SymbolHarvest.Panels()]),
            new Section("Permits, plans and orders", [.. SymbolOrders.Panels()]),
        ],
    };
}
