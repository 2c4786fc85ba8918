using QuantumTrader.Domain.Plans;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>Settings of the apply stage, contract section 6.</summary>
[SettingsSection("apply", "plans from calibrated proposals, and the permits that they wait for")]
public sealed class ApplyOptions : ICheckedOptions
{
    [Setting("SYMBOLS", Help = "Symbols whose plans are counted from the start, and the allowlist unless there is one.")]
    public SymbolList Symbols { get; init; } = SymbolList.Standard;

    [Setting("APPLY_ALLOWLIST", Help = "Symbols that may be acted on; empty: SYMBOLS.")]
    public SymbolList? Allowlist { get; init; }

    [Setting("APPLY_MODE", Help = "What becomes of a plan that has its permits: dry_run reports it, paper sends it to the paper venue.")]
    public ApplyVenue Venue { get; init; } = ApplyVenue.DryRun;

    [Setting("APPLY_MAX_PROPOSAL_AGE_SEC", Unit = "s", Min = 0.001, Max = 3600, Help = "A proposal older than this is not acted on.")]
    public double MaxProposalAgeSeconds { get; init; } = 30;

    [Setting("APPLY_PERMIT_WAIT_MS", Unit = "ms", Min = 0, Max = 60_000, Help = "How long a plan waits for its three permits.")]
    public int PermitWaitMs { get; init; } = 1200;

    [Setting("APPLY_DEDUPE_TTL_SEC", Unit = "s", Min = 600, Max = 2_592_000, Help = "How long the outcome of a plan is remembered.")]
    public int DedupeTtlSeconds { get; init; } = 21_600;

    [Setting("APPLY_DEFER_SEC", Unit = "s", Min = 1, Max = 86_400, Help = "A slice that was too small for the venue is not asked for again for so long.")]
    public int DeferSeconds { get; init; } = 300;

    public ApplyMode Mode => Venue == ApplyVenue.Paper ? ApplyMode.Paper : ApplyMode.DryRun;

    public IEnumerable<SettingFault> Check()
    {
        if (Venue is ApplyVenue.Testnet or ApplyVenue.Live)
            yield return new SettingFault("APPLY_MODE", EnumSpelling.Of(Venue), "must be dry_run or paper: it is not a venue of this build");
    }
}
