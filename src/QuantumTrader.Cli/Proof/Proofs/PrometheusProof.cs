using System.Text.Json;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Prometheus scrapes every target, evaluates every rule, and no critical alert is firing.</summary>
internal sealed class PrometheusProof : IProof
{
    private const string Watchdog = "Watchdog";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly string[] s_jobs = ["quantum-harvest-exporter", "quantum_safety_telemetry"];
    private static readonly string[] s_groups = ["quantum_safety", "quantum_harvest_alerts"];

    public string Name => "Prometheus targets, rules and alert states";

    public string Question => "Is every target up, does every rule evaluate, does the watchdog fire, and no critical alert?";

    public string LookAt => Runbook.ScrapeJob;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        if (subject.Proof.PrometheusUrl is not { } url)
            return Finding.Skip("PROOF_PROMETHEUS_URL is empty");
        using var client = new HttpClient { Timeout = s_patience };
        var root = new Uri(url.TrimEnd('/') + "/");
        try
        {
            using var targets = JsonDocument.Parse(await client.GetStringAsync(new Uri(root, "api/v1/targets?state=active"), cancellation));
            using var rules = JsonDocument.Parse(await client.GetStringAsync(new Uri(root, "api/v1/rules"), cancellation));
            return Judge(ReadTargets(targets.RootElement), ReadRules(rules.RootElement));
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException or KeyNotFoundException || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Finding.Fail(
                $"{root.Host}:{root.Port} does not answer as Prometheus does: {failed.Message}", "a Prometheus that answers, or PROOF_PROMETHEUS_URL empty");
        }
    }

    public static Finding Judge(IReadOnlyList<TargetState> targets, IReadOnlyList<RuleState> rules)
    {
        var wrong = s_jobs.Where(job => targets.All(target => target.Job != job)).Select(job => $"no target of the job {job}").ToList();
        wrong.AddRange(targets.Where(target => target.Health != "up").Select(target => $"{target.Job} {target.Instance} is {target.Health}: {target.Error}"));
        wrong.AddRange(s_groups.Where(group => rules.All(rule => rule.Group != group)).Select(group => $"no rules of the group {group}"));
        wrong.AddRange(rules.Where(rule => rule.Health == "err").Select(rule => $"rule {rule.Name} cannot be evaluated"));
        var firing = rules.Where(rule => rule.State == "firing").ToList();
        if (firing.TrueForAll(rule => rule.Name != Watchdog))
            wrong.Add("the watchdog does not fire: alerts reach nobody");
        wrong.AddRange(firing.Where(rule => rule.Severity == "critical").Select(rule => $"{rule.Name} is firing"));
        var others = firing.Where(rule => rule.Name != Watchdog).Select(rule => $"{rule.Name} ({rule.Severity})").ToList();
        return Finding.Of(
            wrong, $"{targets.Count} of {targets.Count} targets up, {rules.Count} rules evaluated, no critical alert", "every target up, every rule evaluated, the watchdog alone firing",
            [
                .. targets.Select(target => $"target {target.Job} {target.Instance}: {target.Health}"),
                $"rules: {rules.Count} in {rules.Select(rule => rule.Group).Distinct(StringComparer.Ordinal).Count()} groups; pending: {Names(rules.Where(rule => rule.State == "pending").Select(rule => rule.Name))}",
                $"firing beside the watchdog: {Names(others)}",
            ]);
    }

    public static IReadOnlyList<TargetState> ReadTargets(JsonElement answer) =>
    [
        .. answer.GetProperty("data").GetProperty("activeTargets").EnumerateArray().Select(target => new TargetState(
            Text(target.GetProperty("labels"), "job"), Text(target.GetProperty("labels"), "instance"), Text(target, "health"), Text(target, "lastError"))),
    ];

    public static IReadOnlyList<RuleState> ReadRules(JsonElement answer) =>
    [
        .. answer.GetProperty("data").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray().Select(rule => new RuleState(
            Text(group, "name"), Text(rule, "name"), Text(rule, "health"), Text(rule, "state"),
            rule.TryGetProperty("labels", out var labels) ? Text(labels, "severity") : ""))),
    ];

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some : "none";

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}

/// <param name="Health">up, down or unknown.</param>
internal sealed record TargetState(string Job, string Instance, string Health, string Error);

/// <param name="Health">ok, err or unknown.</param>
/// <param name="State">Of an alert: inactive, pending or firing; empty for a recording rule.</param>
internal sealed record RuleState(string Group, string Name, string Health, string State, string Severity);
