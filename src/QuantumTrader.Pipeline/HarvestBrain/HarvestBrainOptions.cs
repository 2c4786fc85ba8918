using QuantumTrader.Domain.Ladder;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Settings of the harvest brain stage, contract section 10.</summary>
[SettingsSection("harvest-brain", "closes parts of a position on an R-ladder and tightens its stop")]
public sealed class HarvestBrainOptions
{
    [Setting("HARVEST_LADDER", Help = "At which profit, in R, which share of the original quantity is closed.")]
    public HarvestLadder Ladder { get; init; } = HarvestLadder.Default;

    [Setting("HARVEST_LADDERS", Help = "Ladders of single symbols, or of one side of a symbol; they win over HARVEST_LADDER.")]
    public LadderBook? Ladders { get; init; }
}
