namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>One cause, one call; and never the wrong alert kept quiet.</summary>
public sealed class InhibitionTests
{
    [Fact]
    public Task WithoutRedis_StagesAreQuietAndPositionsAreNot() => InhibitsAsync(
        "stage",
        ["QuantumHarvestMetricsStale", "QuantumStageDown", "QuantumStageUnattended apply"],
        Deployed.Labels("QuantumRedisConnectionLost"),
        Deployed.Labels("QuantumStageDown", "service=quantum-feed"),
        Deployed.Labels("QuantumStageUnattended", "stage=apply"),
        Deployed.Labels("QuantumHarvestMetricsStale", "symbol=BTCUSDT"),
        Deployed.Labels("QuantumPositionUnprotected", "symbol=BTCUSDT"),
        Deployed.Labels("QuantumKillSwitchOn", "scope=all"));

    [Fact]
    public Task ACriticalKillScore_QuietsTheHighOneOfItsSymbol() => InhibitsAsync(
        "symbol",
        ["QuantumHarvestKillScoreHigh BTCUSDT"],
        Deployed.Labels("QuantumHarvestKillScoreCritical", "symbol=BTCUSDT"),
        Deployed.Labels("QuantumHarvestKillScoreHigh", "symbol=BTCUSDT"),
        Deployed.Labels("QuantumHarvestKillScoreHigh", "symbol=ETHUSDT"),
        Deployed.Labels("QuantumMarketDataStale", "symbol=BTCUSDT"));

    [Fact]
    public Task DroppedKeys_QuietTheFullMemory() => InhibitsAsync(
        "symbol",
        ["QuantumRedisMemoryHigh"],
        Deployed.Labels("QuantumRedisEvictions"),
        Deployed.Labels("QuantumRedisMemoryHigh"),
        Deployed.Labels("QuantumApplyDisarmed"),
        Deployed.Labels("QuantumDeadLetters"));

    [Fact]
    public Task AnUnprotectedPosition_QuietsTheSecondWitness() => InhibitsAsync(
        "symbol",
        ["QuantumStopNotConfirmed BTCUSDT"],
        Deployed.Labels("QuantumPositionUnprotected", "symbol=BTCUSDT"),
        Deployed.Labels("QuantumStopNotConfirmed", "symbol=BTCUSDT"),
        Deployed.Labels("QuantumStopNotConfirmed", "symbol=ETHUSDT"));

    [Fact]
    public Task AStalledStage_QuietsItsOldInput() => InhibitsAsync(
        "stage",
        ["QuantumStageInputOld market-state"],
        Deployed.Labels("QuantumStageStalled", "stage=market-state"),
        Deployed.Labels("QuantumStageInputOld", "stage=market-state"),
        Deployed.Labels("QuantumStageInputOld", "stage=position-state"));

    [Fact]
    public Task AHarvestBrainThatIsDown_QuietsWhatItLeavesLying() => InhibitsAsync(
        "group",
        ["QuantumConsumerLagHigh harvest_brain:execution", "QuantumConsumerPendingOld harvest_brain", "QuantumHarvestBrainLagging harvest_brain:execution"],
        Deployed.Labels("QuantumHarvestBrainDown", "service=quantum-harvest-brain"),
        Deployed.Labels("QuantumHarvestBrainLagging", "stream=quantum:stream:execution.result", "group=harvest_brain:execution"),
        Deployed.Labels("QuantumConsumerLagHigh", "stream=quantum:stream:execution.result", "group=harvest_brain:execution"),
        Deployed.Labels("QuantumConsumerPendingOld", "stream=quantum:stream:position.snapshot", "group=harvest_brain"),
        Deployed.Labels("QuantumConsumerLagHigh", "stream=quantum:stream:execution.result", "group=position_state"),
        Deployed.Labels("QuantumHarvestBrainLedgerUnreadable"));

    [Fact]
    public Task AHarvestBrainThatLags_IsToldOnce() => InhibitsAsync(
        "group",
        ["QuantumConsumerLagHigh harvest_brain:execution"],
        Deployed.Labels("QuantumHarvestBrainLagging", "stream=quantum:stream:execution.result", "group=harvest_brain:execution"),
        Deployed.Labels("QuantumConsumerLagHigh", "stream=quantum:stream:execution.result", "group=harvest_brain:execution"),
        Deployed.Labels("QuantumConsumerLagHigh", "stream=quantum:stream:apply.plan", "group=governor"));

    [Fact]
    public Task WithoutRedis_HarvestBrainIsQuietButForALostLedger() => InhibitsAsync(
        "intent_type",
        [
            "QuantumHarvestBrainActionLimit", "QuantumHarvestBrainActsRefused HARVEST_PARTIAL", "QuantumHarvestBrainDown", "QuantumHarvestBrainLagging",
            "QuantumHarvestBrainPositionDisagrees",
        ],
        Deployed.Labels("QuantumRedisConnectionLost"),
        Deployed.Labels("QuantumHarvestBrainDown", "service=quantum-harvest-brain"),
        Deployed.Labels("QuantumHarvestBrainLagging", "stream=quantum:stream:execution.result", "group=harvest_brain:execution"),
        Deployed.Labels("QuantumHarvestBrainPositionDisagrees"),
        Deployed.Labels("QuantumHarvestBrainActsRefused", "intent_type=HARVEST_PARTIAL"),
        Deployed.Labels("QuantumHarvestBrainActionLimit"),
        Deployed.Labels("QuantumHarvestBrainLedgerUnreadable"));

    private static async Task InhibitsAsync(string label, IReadOnlyList<string> quiet, params IEnumerable<string>[] alerts)
    {
        await using var manager = await RunningAlertmanager.StartAsync();
        foreach (var alert in alerts)
            await manager.SendAsync(alert);

        Assert.Equal(quiet, await manager.InhibitedAsync(label, quiet));
    }
}
