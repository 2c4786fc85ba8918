using System.Text.Json.Serialization;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>What outlives the process: the position of a symbol as the ladder sees it, how far the executions are in it, and what became of its asks.</summary>
/// <param name="AppliedMs">Newest entry of the executions that is in it: the first half of its id.</param>
/// <param name="AppliedSequence">The second half.</param>
/// <param name="Position">Null: flat.</param>
/// <param name="Acts">The asks in it were to be carried out; false: they were suggested.</param>
/// <param name="RestingStop">The stop that the venue last confirmed, quote currency; null: none is known.</param>
/// <param name="StopAsk">The move of the stop that was asked for and is not confirmed.</param>
/// <param name="StopRefusals">How many moves of the stop came to nothing.</param>
/// <param name="Additions">How often the position was added to: its break-even is another one since.</param>
/// <param name="RetryAtMs">Before this nothing is asked for again, Unix milliseconds; null: no ask was refused of late.</param>
/// <param name="Asks">By the trigger of the rung: what became of asks for its slice; a rung whose first ask goes well has none.</param>
internal sealed record LadderLedger(
    long AppliedMs,
    long AppliedSequence,
    LadderPosition? Position = null,
    bool Acts = false,
    decimal? RestingStop = null,
    StopAsk? StopAsk = null,
    int StopRefusals = 0,
    int Additions = 0,
    long? RetryAtMs = null,
    IReadOnlyDictionary<decimal, RungAsk>? Asks = null)
{
    /// <summary>Of a symbol that nothing is known of.</summary>
    public static LadderLedger Empty { get; } = new(AppliedMs: 0, AppliedSequence: 0);

    [JsonIgnore]
    public StreamId AppliedTo => new(AppliedMs, AppliedSequence);

    /// <summary>How many asks for the same thing came to nothing: the next one has another name.</summary>
    public int AttemptOf(LadderAct act) => act.Intent == LadderIntent.HarvestPartial ? AskOf(act.RungAtR!.Value).Endings : StopRefusals;

    public RungAsk AskOf(decimal atR) => Asks?.GetValueOrDefault(atR) ?? RungAsk.First;

    /// <summary>As it is from now on, when asks are carried out. What was only suggested before, and nobody filled, is asked for anew.</summary>
    public LadderLedger ForActing()
    {
        if (Acts || Position is null)
            return this with { Acts = true };
        var next = this with { Acts = true, StopAsk = null, StopRefusals = StopRefusals + 1, Position = Position with { StopLoss = RestingStop ?? Position.EntryStop } };
        foreach (var rung in Position.Taken.Where(rung => rung.Outstanding > 0))
            next = (next with { Position = next.Position!.OrderEnded(rung.AtR) }).With(rung.AtR, next.AskOf(rung.AtR).Ended);
        return next;
    }

    public LadderLedger With(decimal atR, RungAsk ask) => this with { Asks = new Dictionary<decimal, RungAsk>(Asks ?? NoAsks) { [atR] = ask } };

    private static Dictionary<decimal, RungAsk> NoAsks { get; } = [];

    public static DocumentKey<LadderLedger> Key(string symbol) => new(Keys.HarvestLedger(symbol), LadderLedgerJson.Default.LadderLedger);
}

/// <summary>As the ledger is kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(WireEnumConverter<PositionSide>)])]
[JsonSerializable(typeof(LadderLedger))]
internal sealed partial class LadderLedgerJson : JsonSerializerContext;
