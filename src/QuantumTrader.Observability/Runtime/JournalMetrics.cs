using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Runtime;

/// <summary>How the journal of an embedded engine is; read anew with every scrape.</summary>
public sealed class JournalMetrics(MetricSet metrics, EmbeddedEngine engine)
{
    private readonly GaugeFamily _bytes = new(metrics, "quantum_journal_bytes", "Length of the embedded engine's journal; only with DATA_DIR.");
    private readonly GaugeFamily _behind = new(
        metrics, "quantum_journal_behind_seconds", "Age of the oldest change that is not forced to disk yet, seconds; only with DATA_DIR.");
    private readonly GaugeFamily _failed = new(
        metrics, "quantum_journal_compaction_failed", "1: the last compaction of the journal was given up; only with DATA_DIR.");

    public void Refresh()
    {
        if (engine.Journal is not { } journal)
            return;
        _bytes.Set(journal.Bytes);
        _behind.Show(journal.Behind?.TotalSeconds);
        _failed.Set(journal.CompactionFailure is null ? 0 : 1);
    }
}
