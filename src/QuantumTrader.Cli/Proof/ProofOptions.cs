using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Proof;

/// <summary>Settings of <c>quantum proof</c>. Ages are those of the stages' own settings.</summary>
[SettingsSection("proof", "what the proof pack asks, and how long it waits")]
public sealed class ProofOptions : ICheckedOptions
{
    [Setting("PROOF_PROMETHEUS_URL", SecretInUrl = true, Help = "Prometheus that is asked for targets, rules and alerts; empty: that proof is skipped.")]
    public string? PrometheusUrl { get; init; } = "http://127.0.0.1:9091";

    [Setting("PROOF_WAIT_SEC", Unit = "s", Min = 0, Max = 600, Help = "How long a proof that fails is asked again before it has failed: the longest that progress is waited for.")]
    public double WaitSeconds { get; init; } = 10;

    [Setting("PROOF_LIMIT_SEC", Unit = "s", Min = 1, Max = 3600, Help = "After this time every proof that has no answer yet has failed.")]
    public double LimitSeconds { get; init; } = 60;

    [Setting("PROOF_NEWEST", Unit = "entries", Min = 1, Max = 1000, Help = "How many of the newest acts, plans, results and orders are looked at.")]
    public int Newest { get; init; } = 100;

    public TimeSpan Wait => TimeSpan.FromSeconds(WaitSeconds);

    public TimeSpan Limit => TimeSpan.FromSeconds(LimitSeconds);

    public IEnumerable<SettingFault> Check()
    {
        if (PrometheusUrl is not null && !(Uri.TryCreate(PrometheusUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new SettingFault("PROOF_PROMETHEUS_URL", PrometheusUrl, "must be a URL with http or https, or empty");
    }
}
