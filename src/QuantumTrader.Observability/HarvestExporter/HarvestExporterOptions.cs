using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Observability.HarvestExporter;

/// <summary>Settings of the harvest metrics exporter, contract section 9.</summary>
[SettingsSection("harvest-exporter", "shows harvest proposals as metrics")]
public sealed class HarvestExporterOptions
{
    [Setting("SYMBOLS", Help = "Symbols whose proposals are shown.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("POLL_INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "How often the proposals are read.")]
    public double PollIntervalSeconds { get; init; } = 5;

    [Setting("HARVEST_PREFIX", Help = "Start of the harvest proposal keys; the symbol follows.")]
    public string HarvestPrefix { get; init; } = Keys.HarvestProposalPrefix;
}
