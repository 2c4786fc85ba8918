namespace QuantumTrader.Cli.Proof;

/// <summary>What to read when a proof fails.</summary>
internal static class Runbook
{
    public const string RedisLost = Book + "quantumredisconnectionlost";
    public const string StageDown = Book + "quantumstagedown";
    public const string StageStalled = Book + "quantumstagestalled";
    public const string MarketDataStale = Book + "quantummarketdatastale";
    public const string ActsNotTaken = Book + "quantumactsnottaken";
    public const string HeatGateFailures = Book + "quantumheatgatefailures";
    public const string PermitsMissing = Book + "quantumpermitsmissing";
    public const string LagHigh = Book + "quantumconsumerlaghigh";
    public const string Unprotected = Book + "quantumpositionunprotected";
    public const string KillSwitch = Book + "quantumkillswitchon";
    public const string SafeMode = Book + "quantumsafemodeactive";
    public const string HarvestStale = Book + "quantumharvestmetricsstale";
    public const string ExporterDown = Book + "quantumharvestexporterdown";
    public const string ScrapeJob = Book + "quantumscrapejobmissing";
    public const string OrderPath = "docs/operating.md#from-a-proposal-to-an-order";

    private const string Book = "docs/runbook.md#";
}
