namespace QuantumTrader.Dashboards;

/// <summary>
/// Where the boards change colour. A limit that an alert has too carries the alert's number: the tests hold the two together, so that a panel
/// is never green while its alert fires.
/// </summary>
public static class Limits
{
    /// <summary>QuantumHarvestKillScoreHigh; from here on the kernel proposes a full close.</summary>
    public const double KillScoreHigh = 0.6;

    /// <summary>QuantumHarvestKillScoreCritical; from here on no gate makes the close smaller.</summary>
    public const double KillScoreCritical = 0.8;

    /// <summary>QuantumHarvestMetricsStale: oldest proposal that still counts as fresh, seconds.</summary>
    public const double HarvestStaleSeconds = 90;

    /// <summary>QuantumSafeModeActive.</summary>
    public const double SafeModeOn = 1;

    /// <summary>Longest cool-down that the intent router sets, seconds: the end of the gauge's scale.</summary>
    public const double SafeModeTtlScale = 300;

    /// <summary>QuantumPositionUnprotected.</summary>
    public const double UnprotectedSeconds = 15;

    /// <summary>QuantumMarketDataStale.</summary>
    public const double MarketDataStaleSeconds = 180;

    /// <summary>QuantumStageStalled: time without work.</summary>
    public const double StageStalledSeconds = 120;

    /// <summary>QuantumStageInputOld.</summary>
    public const double StageInputOldSeconds = 180;

    /// <summary>QuantumConsumerLagHigh, entries.</summary>
    public const double GroupLag = 100;

    /// <summary>QuantumJournalBehind.</summary>
    public const double JournalBehindSeconds = 10;

    /// <summary>QuantumRedisMemoryHigh.</summary>
    public const double RedisMemoryShare = 0.85;

    public const double FaultsSome = 10;

    public const double FaultsMany = 50;

    public const double RNetFair = 3;

    public const double RNetGood = 7;

    /// <summary>HARVEST_LADDER of HarvestBrain: its rungs by default.</summary>
    public const double FirstRung = 0.5;

    public const double SecondRung = 1.0;

    public const double ThirdRung = 1.5;

    /// <summary>HEAT_MIN of the heat gate.</summary>
    public const double HeatWarm = 0.25;

    /// <summary>HEAT_MAX of the heat gate.</summary>
    public const double HeatHot = 0.65;

    /// <summary>SAFETY_GLOBAL_MAX_INTENTS_PER_WINDOW; one more trips safe mode.</summary>
    public const double IntentsPerWindow = 20;

    /// <summary>SAFETY_SYMBOL_MAX_INTENTS_PER_WINDOW; one more trips safe mode.</summary>
    public const double IntentsPerSymbolAndWindow = 5;

    /// <summary>P33_STALE_THRESHOLD_SEC: an older account gets no permit.</summary>
    public const double AccountStaleSeconds = 10;

    /// <summary>GOV_MAX_EXEC_PER_HOUR.</summary>
    public const double ClosesPerHour = 30;

    /// <summary>GOV_MAX_EXEC_PER_5MIN.</summary>
    public const double ClosesPerFiveMinutes = 6;

    /// <summary>Anything above none is worth a colour: unprotected positions, dead letters, services that are down.</summary>
    public const double Any = 1;
}
