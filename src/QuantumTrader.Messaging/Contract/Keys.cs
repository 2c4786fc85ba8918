using System.Globalization;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Messaging.Contract;

/// <summary>Every fixed name on the bus, in one place. Contract sections 1 to 7.</summary>
public static class Keys
{
    public const string MarketStatePrefix = "quantum:marketstate:";
    public const string RiskProposalPrefix = "quantum:risk:proposal:";
    public const string HarvestProposalPrefix = "quantum:harvest:proposal:";
    public const string HarvestProposalStream = "quantum:stream:harvest.proposal";

    private const int SnapshotsKept = 1000;
    private const int BarsKept = 1000;
    private const int ActsKept = 100;

    public static readonly StreamKey<KlineRecord> Klines = new("quantum:stream:market.klines");
    public static readonly StreamKey<MarketStateEntry> MarketStates = new("quantum:stream:marketstate");
    public static readonly StreamKey<VenueEventRecord> VenueEvents = new("quantum:stream:venue.event");
    public static readonly StreamKey<PositionSnapshotRecord> PositionSnapshots = new("quantum:stream:position.snapshot", SnapshotsKept);
    public static readonly StreamKey<RiskProposalRecord> RiskProposals = new("quantum:stream:risk.proposal");
    public static readonly StreamKey<ExecutionResultRecord> ExecutionResults = new("quantum:stream:execution.result");

    /// <summary>Wishes to open positions on the paper venue.</summary>
    public static readonly StreamKey<EntryRequestRecord> PaperEntries = new("quantum:stream:paper.entry");

    public static readonly StreamKey<CalibratedRecord> Calibrated = new("quantum:stream:harvest.calibrated");
    public static readonly StreamKey<PlanRecord> Plans = new("quantum:stream:apply.plan");
    public static readonly StreamKey<ApplyResultRecord> ApplyResults = new("quantum:stream:apply.result");

    /// <summary>News of permits, so that who waits for one need not ask for it again and again.</summary>
    public static readonly StreamKey<PermitNoticeRecord> PermitNotices = new("quantum:stream:permit");

    /// <summary>What has passed every gate and is to be done at the venue.</summary>
    public static readonly StreamKey<ExecutionOrderRecord> ExecutionOrders = new("quantum:stream:execution.order");

    /// <summary>When apply was disarmed and armed again.</summary>
    public static readonly StreamKey<GovernorEventRecord> GovernorEvents = new("quantum:stream:governor.events");

    public static readonly HashKey<PortfolioRecord> Portfolio = new("quantum:state:portfolio");
    public static readonly HashKey<HarvestPolicyRecord> Policy = new("quantum:policy:current");

    /// <summary>The venue's account as a JSON document; its type belongs to the venue port.</summary>
    public const string VenueAccount = "quantum:venue:account";

    /// <summary>What the symbols of the paper venue share; with the state of each symbol it is the whole venue.</summary>
    public const string PaperState = "quantum:paper:state";

    public static string PaperSymbolState(string symbol) => "quantum:paper:state:" + symbol;

    /// <summary>What we meant to send, and what the venue made of it, JSON; written before it is sent.</summary>
    public static string ExecutionJournal(string clientOrderId) => "quantum:execution:journal:" + clientOrderId;

    /// <summary>Which bars the paper venue has seen.</summary>
    public const string PaperSeenBars = "quantum:paper:seen";

    public static HashKey<TickerRecord> Ticker(string symbol) => new("quantum:ticker:" + symbol);

    public static HashKey<PositionRecord> Position(string symbol) => new("quantum:state:positions:" + symbol);

    public static SeriesKey<KlineRecord> History(string symbol, Domain.Markets.BarInterval interval) =>
        new($"quantum:history:ohlcv:{symbol}:{interval}", BarsKept);

    public static HashKey<CalibratedStateRecord> CalibratedState(string symbol) => new("quantum:harvest:calibrated:" + symbol);

    public static HashKey<LedgerRecord> Ledger(string symbol) => new("quantum:position:ledger:" + symbol);

    /// <summary>The kernel parameters behind a proposal, JSON, named by their content.</summary>
    public static string HarvestTheta(string id) => "quantum:harvest:theta:" + id;

    public static string Permit(PermitGate gate, string planId) => gate switch
    {
        PermitGate.Governor => "quantum:permit:" + planId,
        PermitGate.P33 => "quantum:permit:p33:" + planId,
        _ => "quantum:permit:p26:" + planId,
    };

    /// <summary><c>reserved</c>, <c>done</c> or <c>failed</c>: what has become of a plan. Contract section 6.1.</summary>
    public static string PlanState(string planId) => "quantum:apply:dedupe:" + planId;

    /// <summary>Which calibrated entry a reserved plan was made of; who stands here may go on with it.</summary>
    public static string PlanOwner(string planId) => "quantum:apply:reserved_by:" + planId;

    /// <summary>The permits of a plan that were consumed, JSON: its order is on its way or done.</summary>
    public static string PlanConsumed(string planId) => "quantum:apply:consumed:" + planId;

    /// <summary>The step of a plan whose slice was too small for the venue, while it is not asked for again.</summary>
    public static string PlanDeferred(string planId) => "quantum:apply:deferred:" + planId;

    public static string GovernorBlock(string planId) => "quantum:governor:block:" + planId;

    /// <summary>Set while the governor has disarmed apply; the day is UTC.</summary>
    public static string GovernorDisarm(DateOnly day) => day.ToString("'quantum:governor:disarm:'yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string ReconcileHold(string symbol) => "quantum:reconcile:hold:" + symbol;

    /// <summary>All order flow stops while it is 1. Contract section 7.</summary>
    public const string Kill = "quantum:kill";

    /// <summary>Another name of the same switch.</summary>
    public const string GlobalKill = "quantum:global:kill_switch";

    /// <summary>When the switch was last released, Unix milliseconds.</summary>
    public const string KillReleased = "quantum:kill:released_ms";

    /// <summary>Start of the switches of single symbols; the symbol follows.</summary>
    public const string KillSymbolPrefix = "quantum:kill:symbol:";

    public static string KillOf(string symbol) => KillSymbolPrefix + symbol;

    public static string KillReleasedOf(string symbol) => "quantum:kill:released_ms:" + symbol;

    public const string SafeMode = "quantum:safety:safe_mode";

    /// <summary>Which process runs a stage; ends soon after its last renewal.</summary>
    public static string StageLease(string stage) => "quantum:lease:" + stage;

    /// <summary>Which process took the stage last.</summary>
    public static string StageLeaseLast(string stage) => "quantum:lease:last:" + stage;

    public static readonly StreamKey<TradeIntentRecord> TradeIntents = new("quantum:stream:trade.intent");
    /// <summary>What the ladder would do, from a brain in shadow mode.</summary>
    public static readonly StreamKey<HarvestActRecord> HarvestSuggestions = new("quantum:stream:harvest.suggestions");

    /// <summary>Which engine acts on positions, as long as it says so itself: <see cref="HarvestEngineBrain"/>. Where it does not stand, the pipeline may.</summary>
    public const string HarvestEngine = "quantum:harvest:engine";

    public const string HarvestEngineBrain = "brain";

    /// <summary>What HarvestBrain knows of a symbol's position and has asked for, JSON; its type belongs to the stage.</summary>
    public static string HarvestLedger(string symbol) => "quantum:harvest:ledger:" + symbol;

    /// <summary>The act that was last asked for under this name. Contract section 10.</summary>
    /// <param name="trigger">Of the rung; a stop that follows the price has none and is named by itself.</param>
    /// <param name="openedEpoch">Names the position within its symbol, Unix seconds.</param>
    public static string HarvestDedup(string symbol, string intentType, string trigger, long openedEpoch) =>
        string.Create(CultureInfo.InvariantCulture, $"quantum:dedup:harvest:{symbol}:{intentType}:{trigger}:{openedEpoch}");

    public static HashKey<LadderSettingsRecord> HarvestSettings(string symbol) => new("quantum:config:harvest:" + symbol);

    /// <summary>The newest acts of the ladder.</summary>
    public static SeriesKey<HarvestActRecord> HarvestHistory(string symbol) => new("quantum:harvest:history:" + symbol, ActsKept);

    public static readonly StreamKey<RejectedIntentRecord> RejectedIntents = new("quantum:stream:trade.intent.rejected");
    public static readonly StreamKey<SafetyFaultRecord> SafetyFaults = new("quantum:stream:safety.fault");

    /// <summary>What operators changed by hand.</summary>
    public static readonly StreamKey<OperatorEntryRecord> OperatorJournal = new("quantum:stream:operator.journal");

    /// <summary>Intents of all symbols within one tumbling window.</summary>
    public static string GlobalRate(long bucket) => string.Create(CultureInfo.InvariantCulture, $"quantum:safety:rate:global:{bucket}");

    public static string SymbolRate(string symbol, long bucket)
    {
        var (prefix, suffix) = AroundSymbolRate(bucket);
        return prefix + symbol + suffix;
    }

    /// <summary>What stands before and behind the symbol in the counters of one window.</summary>
    public static (string Prefix, string Suffix) AroundSymbolRate(long bucket) =>
        ("quantum:safety:rate:symbol:", string.Create(CultureInfo.InvariantCulture, $":{bucket}"));

    /// <summary>Which entry of the intents has been accepted under a correlation id.</summary>
    public static string IntentDedup(string correlationId) => "quantum:dedup:trade_intent:" + correlationId;
}
