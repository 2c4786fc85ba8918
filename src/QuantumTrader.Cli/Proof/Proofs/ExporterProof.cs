using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Both exporters serve what the boards and rules need, from an engine that they reach.</summary>
internal sealed class ExporterProof : IProof
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    // Contract sections 8 and 9: what is there from the first sample on, whatever the system does.
    private static readonly string[] s_safety =
    [
        "quantum_safety_safe_mode", "quantum_safety_safe_mode_ttl_seconds", "quantum_safety_fault_stream_length", "quantum_safety_faults_last_1h", "quantum_trade_intent_stream_length",
        "quantum_safety_rate_global_current_window", "quantum_safety_rate_symbol_top5_info", "quantum_safety_redis_up", "quantum_safety_exporter_scrapes_total",
        "quantum_safety_exporter_errors_total", "quantum_safety_exporter_build_info",
    ];

    private static readonly string[] s_harvest = ["quantum_harvest_exporter_cache_age_seconds", "quantum_harvest_exporter_redis_up"];

    private static readonly string[] s_ofAProposal =
    [
        "quantum_harvest_kill_score", "quantum_harvest_k_regime_flip", "quantum_harvest_k_sigma_spike", "quantum_harvest_k_ts_drop", "quantum_harvest_k_age_penalty", "quantum_harvest_r_net",
        "quantum_harvest_last_update_epoch",
    ];

    public string Name => "exporters' metrics";

    public string Question => "Do both exporters answer, reach the engine, and serve the metrics of the contract, those of every published proposal among them?";

    public string LookAt => Runbook.ExporterDown;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var metrics = subject.Options.Metrics;
        var (harvest, safety) = (PortOf(StageNames.HarvestExporter, subject), PortOf(StageNames.SafetyExporter, subject));
        if (metrics.Port == 0 || (harvest == 0 && safety == 0))
            return Finding.Skip("the ports of the exporters are turned off (METRICS_PORT, METRICS_STAGE_PORTS, PORT)");
        var proposals = await subject.HarvestProposalsAsync(cancellation);
        using var client = new HttpClient { Timeout = s_patience };
        return Judge(
            [
                await ReadAsync(client, StageNames.HarvestExporter, metrics.Address, harvest, cancellation),
                await ReadAsync(client, StageNames.SafetyExporter, metrics.Address, safety, cancellation),
            ],
            [.. proposals.Select(proposal => proposal.Stored.Value).OfType<HarvestProposalRecord>().Select(proposal => proposal.Symbol)]);
    }

    /// <param name="proposed">Symbols that have a proposal.</param>
    public static Finding Judge(IReadOnlyList<ExporterAnswer> answers, IReadOnlyList<string> proposed)
    {
        var (wrong, facts) = (new List<string>(), new List<string>());
        foreach (var answer in answers)
        {
            if (answer.Scrape is not { } scrape)
            {
                (answer.Fault is null ? facts : wrong).Add($"{answer.Stage}: {answer.Fault ?? "its port is turned off, it was not asked"}");
                continue;
            }

            var isHarvest = answer.Stage == StageNames.HarvestExporter;
            var missing = (isHarvest ? s_harvest : s_safety).Where(name => !scrape.HasName(name)).ToList();
            if (isHarvest)
                missing.AddRange(proposed.SelectMany(symbol => s_ofAProposal.Select(name => $"{name}{{symbol=\"{symbol}\"}}")).Where(series => scrape.ValueOf(series) is null));
            if (missing.Count > 0)
                wrong.Add($"{answer.Stage} does not serve {string.Join(", ", missing)}");
            if (scrape.ValueOf(isHarvest ? "quantum_harvest_exporter_redis_up" : "quantum_safety_redis_up") is not ("1" or "1.0" or null) and var up)
                wrong.Add($"{answer.Stage} does not reach the engine ({up})");
            facts.Add($"{answer.Stage}: {answer.Url}, {scrape.Count} series, {missing.Count} missing");
        }

        return Finding.Of(
            wrong, $"{answers.Count(answer => answer.Scrape is not null)} exporters serve {answers.Sum(answer => answer.Scrape?.Count ?? 0)} series, those of {proposed.Count} proposals among them",
            "an answer of each, with every metric of the contract", facts);
    }

    private static int PortOf(string stage, ProofSubject subject) =>
        subject.Options.Metrics.StagePorts.TryGetValue(stage, out var own) ? own
        : stage == StageNames.SafetyExporter ? subject.Options.SafetyExporter.Port : StagePorts.Documented[stage];

    private static async Task<ExporterAnswer> ReadAsync(HttpClient client, string stage, string address, int port, CancellationToken cancellation)
    {
        if (port == 0)
            return new ExporterAnswer(stage, "", null, null);
        var url = new UriBuilder(Uri.UriSchemeHttp, address, port, "metrics").Uri;
        try
        {
            return new ExporterAnswer(stage, url.ToString(), Scrape.Read(await client.GetStringAsync(url, cancellation)), null);
        }
        catch (Exception failed) when (failed is HttpRequestException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new ExporterAnswer(stage, url.ToString(), null, $"{url} does not answer: {failed.Message}");
        }
    }
}

/// <param name="Scrape">Null: no answer.</param>
/// <param name="Fault">Why there is none; null when it was not asked.</param>
internal sealed record ExporterAnswer(string Stage, string Url, Scrape? Scrape, string? Fault);
