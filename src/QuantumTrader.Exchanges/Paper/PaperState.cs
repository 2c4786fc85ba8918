namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// What the symbols of a paper venue share. Together with a <see cref="PaperSymbolState"/> of each symbol it is the whole venue: one restored from them goes on as if it had never
/// stopped. The wallet is the initial balance and what the symbols earned.
/// </summary>
/// <param name="Version">Layout of this record and of the symbols, <see cref="CurrentVersion"/>.</param>
/// <param name="InitialBalance">Quote currency.</param>
/// <param name="Symbols">Those that may have a state of their own.</param>
public sealed record PaperState(int Version, bool HedgeMode, decimal InitialBalance, IReadOnlyList<string> Symbols)
{
    public const int CurrentVersion = 2;
}
