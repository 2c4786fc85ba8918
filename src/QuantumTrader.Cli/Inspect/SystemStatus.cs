namespace QuantumTrader.Cli.Inspect;

/// <summary>What <c>quantum status</c> shows. Ages in seconds, money in quote currency; what is not known is null.</summary>
/// <param name="Leases">Stages that a process holds on Redis.</param>
internal sealed record SystemStatus(
    string Engine, long TimeMs, AccountStatus? Account, HeatStatus? Heat, SwitchStatus Switches, IReadOnlyList<StreamStatus> Streams,
    IReadOnlyList<UnprotectedPosition> Unprotected, IReadOnlyList<string> Leases, IReadOnlyList<string> Problems);

/// <param name="UpdatedEpoch">Of when it is, Unix seconds.</param>
/// <param name="AgeSec">Since then; null for a recording, whose times are not those of the clock.</param>
internal sealed record AccountStatus(
    decimal EquityUsd, decimal AvailableUsd, decimal GrossNotionalUsd, decimal UnrealizedPnl, int PositionsCount, string Source, long UpdatedEpoch, long? AgeSec);

/// <summary>As the newest calibrated act found it.</summary>
internal sealed record HeatStatus(double? HeatValue, string? HeatBucket, string HeatPolicy, string Mode, string Symbol, long AgeSec);

/// <summary>What stops order flow.</summary>
/// <param name="KillOnFor">Symbols for which the kill switch is on.</param>
/// <param name="KillUnreadableFor">Symbols of which it cannot be read.</param>
/// <param name="KillReleasedMs">When it was last released.</param>
/// <param name="SafeModeSecondsLeft">Null: without an end, or off.</param>
/// <param name="ApplyDisarmed">The governor has put apply back to dry_run.</param>
/// <param name="ReconcileHolds">Symbols of which partial closes are held.</param>
internal sealed record SwitchStatus(
    IReadOnlyList<string> KillOnFor, IReadOnlyList<string> KillUnreadableFor, int KillLookedAt, long? KillReleasedMs, bool SafeMode, long? SafeModeSecondsLeft,
    bool ApplyDisarmed, IReadOnlyList<string> ReconcileHolds);

/// <param name="Stage">Who writes it.</param>
/// <param name="NewestAgeSec">Null: it has no entry.</param>
/// <param name="DeadLetters">Entries that a reader could not handle.</param>
internal sealed record StreamStatus(
    string Stage, string Stream, long Length, long? NewestAgeSec, long DeadLetters, IReadOnlyList<ReaderStatus> Groups);

/// <param name="Lag">Entries not yet delivered; null when the server cannot tell.</param>
/// <param name="Pending">Delivered and not acknowledged.</param>
internal sealed record ReaderStatus(string Group, long? Lag, long Pending)
{
    public bool IsBehind => Lag is null or > 0 || Pending > 0;
}

/// <summary>An open position without a stop that the venue has confirmed.</summary>
internal sealed record UnprotectedPosition(string Symbol, string Side, decimal Quantity, decimal? StopPrice);
