namespace QuantumTrader.Cli.Proof.OrderPath;

/// <summary>What the code of the program says.</summary>
/// <param name="FoundFromExecution">Types that place orders, reached from where they are placed: the search must be able to find some.</param>
internal sealed record OrderPathReading(IReadOnlyList<SpaceReading> Calculations, int FoundFromExecution);

/// <param name="Types">How many it has.</param>
/// <param name="Orders">Types that place orders and can be reached from it, also at second hand.</param>
internal sealed record SpaceReading(string Namespace, int Types, IReadOnlyList<string> Orders);
