using System.Text.Json;
using QuantumTrader.Cli.Proof;
using QuantumTrader.Cli.Proof.Proofs;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>What is made of the bursts, the drill, the exporters and Prometheus.</summary>
public sealed class ServiceJudgingTests
{
    private static readonly SafetyLimits s_limits = new(GlobalMax: 20, SymbolMax: 5, WindowSec: 10, CooldownSec: 300);
    private static readonly Burst s_symbol = new(6, 5, 1, [SafetyReason.SymbolRateExceeded], IsSafe: true);
    private static readonly Burst s_all = new(21, 20, 1, [SafetyReason.GlobalRateExceeded], IsSafe: true);
    private static readonly TargetState[] s_targets = [new("quantum-harvest-exporter", "a:1", "up", ""), new("quantum_safety_telemetry", "a:2", "up", "")];

    private static readonly RuleState[] s_rules =
    [
        new("quantum_watchdog", "Watchdog", "ok", "firing", "none"), new("quantum_safety", "QuantumSafeModeActive", "ok", "inactive", "critical"),
        new("quantum_harvest_alerts", "QuantumHarvestKillScoreHigh", "ok", "firing", "warning"), new("quantum_last_known", "record", "unknown", "", ""),
    ];

    [Fact]
    public void Bursts_TripAtTheLimit_AndNeitherSoonerNorLater()
    {
        Assert.Equal(ProofVerdict.Pass, Rates(s_symbol, s_all).Verdict);
        Seen.Assert(ProofVerdict.Fail, Rates(s_symbol with { Accepted = 6, Faults = [], IsSafe = false }, s_all), "not with 5 accepted and SYMBOL_RATE_EXCEEDED");
        Seen.Assert(ProofVerdict.Fail, Rates(s_symbol with { Accepted = 4 }, s_all), "4 accepted");
        Seen.Assert(ProofVerdict.Fail, Rates(s_symbol, s_all with { Faults = [SafetyReason.SymbolRateExceeded] }), "and GLOBAL_RATE_EXCEEDED");
        Seen.Assert(ProofVerdict.Fail, Rates(s_symbol, s_all with { IsSafe = false }), "safe mode off");
        Seen.Assert(ProofVerdict.Fail, RateLimitProof.Judge(s_limits, s_symbol, s_all, SafeMode.Unreadable, null), "cannot be read");
        Seen.Assert(ProofVerdict.Skipped, Rates(s_symbol, null), "too many to try");
    }

    [Fact]
    public void Drill_WantsTheRefusal_AndTheSwitchOffAgain()
    {
        var (off, on) = (new KillState(IsOn: false, IsReadable: true, null), new KillState(IsOn: true, IsReadable: true, null));
        var refusal = new RejectedIntentRecord(
            "kill_switch_active", null, "PROBEUSDT", "id", null, ProbeIntents.Open("PROBEUSDT", "id", dryRun: true, Chain.StartMs), default, Chain.StartMs + 7);

        Seen.Assert(ProofVerdict.Pass, KillDrillProof.Judge(off, refusal, off, 10), "kill_switch_active");
        Seen.Assert(ProofVerdict.Fail, KillDrillProof.Judge(off, null, off, 10), "not refused within 10 s");
        Seen.Assert(ProofVerdict.Fail, KillDrillProof.Judge(off, refusal with { Reason = "dry_run" }, off, 10), "refused for dry_run");
        Seen.Assert(ProofVerdict.Fail, KillDrillProof.Judge(off, refusal, on, 10), "still on");
        Seen.Assert(ProofVerdict.Skipped, KillDrillProof.Judge(on, refusal, on, 10), "was on before");
    }

    [Fact]
    public void Prometheus_WithAllUpAndNothingCritical_Passes()
    {
        Seen.Assert(ProofVerdict.Pass, PrometheusProof.Judge(s_targets, s_rules), "2 of 2 targets up, 4 rules");
        Seen.Assert(ProofVerdict.Fail, PrometheusProof.Judge([s_targets[0], s_targets[1] with { Health = "down", Error = "refused" }], s_rules), "quantum_safety_telemetry a:2 is down: refused");
        Seen.Assert(ProofVerdict.Fail, PrometheusProof.Judge([s_targets[0]], s_rules), "no target of the job quantum_safety_telemetry");
        Seen.Assert(ProofVerdict.Fail, PrometheusProof.Judge(s_targets, s_rules[1..]), "the watchdog does not fire");
        Seen.Assert(ProofVerdict.Fail, PrometheusProof.Judge(s_targets, [.. s_rules, s_rules[1] with { State = "firing" }]), "QuantumSafeModeActive is firing");
        Seen.Assert(ProofVerdict.Fail, PrometheusProof.Judge(s_targets, [.. s_rules, s_rules[1] with { Health = "err" }]), "cannot be evaluated");
        Seen.Assert(ProofVerdict.Fail, PrometheusProof.Judge(s_targets, [s_rules[0], s_rules[2]]), "no rules of the group quantum_safety");
    }

    [Fact]
    public void Prometheus_AnswersAreRead()
    {
        using var targets = JsonDocument.Parse("""{"data":{"activeTargets":[{"labels":{"job":"j","instance":"a:1"},"health":"down","lastError":"refused"}]}}""");
        using var rules = JsonDocument.Parse("""{"data":{"groups":[{"name":"g","rules":[{"name":"A","health":"ok","state":"firing","labels":{"severity":"critical"}},{"name":"r","health":"ok"}]}]}}""");

        Assert.Equal([new TargetState("j", "a:1", "down", "refused")], PrometheusProof.ReadTargets(targets.RootElement));
        Assert.Equal([new RuleState("g", "A", "ok", "firing", "critical"), new RuleState("g", "r", "ok", "", "")], PrometheusProof.ReadRules(rules.RootElement));
    }

    [Fact]
    public void Exporter_ServesEveryMetric_OrTheMissingOnesAreNamed()
    {
        const string harvest = """
            # TYPE quantum_harvest_exporter_redis_up gauge
            quantum_harvest_exporter_cache_age_seconds 0.4
            quantum_harvest_exporter_redis_up 1
            """;

        Seen.Assert(ProofVerdict.Pass, Exporter(harvest, []), "1 exporters serve 2 series");
        Seen.Assert(ProofVerdict.Fail, Exporter(harvest.Replace("redis_up 1", "redis_up 0", StringComparison.Ordinal), []), "does not reach the engine (0)");
        Seen.Assert(ProofVerdict.Fail, Exporter("quantum_harvest_exporter_redis_up 1", []), "does not serve quantum_harvest_exporter_cache_age_seconds");
        Seen.Assert(ProofVerdict.Fail, Exporter(harvest, ["BTCUSDT"]), "quantum_harvest_r_net{symbol=\"BTCUSDT\"}");
        Seen.Assert(ProofVerdict.Fail, ExporterProof.Judge([new ExporterAnswer(StageNames.SafetyExporter, "u", null, "u does not answer: refused")], []), "does not answer");
    }

    private static Finding Exporter(string text, string[] proposed) =>
        ExporterProof.Judge([new ExporterAnswer(StageNames.HarvestExporter, "u", Scrape.Read(text), null), new ExporterAnswer(StageNames.SafetyExporter, "", null, null)], proposed);

    private static Finding Rates(Burst? symbol, Burst? all) => RateLimitProof.Judge(s_limits, symbol, all, SafeMode.Off, null);
}
