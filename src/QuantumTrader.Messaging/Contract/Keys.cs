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

    public static readonly StreamKey<KlineRecord> Klines = new("quantum:stream:market.klines");
    public static readonly StreamKey<MarketStateEntry> MarketStates = new("quantum:stream:marketstate");
    public static readonly StreamKey<VenueEventRecord> VenueEvents = new("quantum:stream:venue.event");
    public static readonly StreamKey<PositionSnapshotRecord> PositionSnapshots = new("quantum:stream:position.snapshot", SnapshotsKept);
    public static readonly StreamKey<RiskProposalRecord> RiskProposals = new("quantum:stream:risk.proposal");
    public static readonly StreamKey<ExecutionResultRecord> ExecutionResults = new("quantum:stream:execution.result");

    /// <summary>Wishes to open positions on the paper venue.</summary>
    public static readonly StreamKey<EntryRequestRecord> PaperEntries = new("quantum:stream:paper.entry");

    public static readonly HashKey<PortfolioRecord> Portfolio = new("quantum:state:portfolio");
    public static readonly HashKey<HarvestPolicyRecord> Policy = new("quantum:policy:current");

    /// <summary>The venue's account as a JSON document; its type belongs to the venue port.</summary>
    public const string VenueAccount = "quantum:venue:account";

    /// <summary>What the paper venue needs to go on after a restart.</summary>
    public const string PaperState = "quantum:paper:state";

    /// <summary>Which bars the paper venue has seen.</summary>
    public const string PaperSeenBars = "quantum:paper:seen";

    public static HashKey<TickerRecord> Ticker(string symbol) => new("quantum:ticker:" + symbol);

    public static HashKey<PositionRecord> Position(string symbol) => new("quantum:state:positions:" + symbol);

    public static SeriesKey<KlineRecord> History(string symbol, Domain.Markets.BarInterval interval) =>
        new($"quantum:history:ohlcv:{symbol}:{interval}", BarsKept);
}
