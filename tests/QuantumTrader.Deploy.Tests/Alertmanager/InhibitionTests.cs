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

    private static async Task InhibitsAsync(string label, IReadOnlyList<string> quiet, params IEnumerable<string>[] alerts)
    {
        await using var manager = await RunningAlertmanager.StartAsync();
        foreach (var alert in alerts)
            await manager.SendAsync(alert);

        Assert.Equal(quiet, await manager.InhibitedAsync(label, quiet));
    }
}
