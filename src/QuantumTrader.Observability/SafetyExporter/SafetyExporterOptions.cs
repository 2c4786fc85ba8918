using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>Settings of the safety telemetry exporter, contract section 8.</summary>
[SettingsSection("safety-exporter", "shows the state of the safety kernel, of the streams and of the engine as metrics")]
public sealed class SafetyExporterOptions
{
    [Setting("PORT", Min = 0, Max = 65535, Help = "Port of the safety telemetry; 0: none.")]
    public int Port { get; init; } = 9105;

    [Setting("SAFETY_WINDOW_SEC", Unit = "s", Min = 1, Max = 3600, Help = "Length of the window in which intents that could raise risk are counted.")]
    public int WindowSeconds { get; init; } = 10;

    [Setting("SAMPLE_INTERVAL_SEC", Unit = "s", Min = 0.1, Max = 3600, Help = "How often the figures are read.")]
    public double SampleIntervalSeconds { get; init; } = 15;

    [Setting("FAULT_LOOKBACK_MAX", Unit = "entries", Min = 1, Max = 10_000, Help = "Newest faults, and rejected intents, that are looked at with each sample.")]
    public int FaultLookbackMax { get; init; } = 2000;

    [Setting("STREAM_NAME", Help = "Stream of the acts.")]
    public string StreamName { get; init; } = Keys.HarvestProposalStream;

    [Setting("DEPLOYMENT", Help = "Name or date of the deployment, shown in the build information.")]
    public string Deployment { get; init; } = "unknown";
}
