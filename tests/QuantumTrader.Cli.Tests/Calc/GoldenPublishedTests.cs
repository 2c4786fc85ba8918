using System.Text.Json;
using QuantumTrader.Cli.Calc;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>
/// What the kernels answer becomes the recorded texts when it is put on the wire. The answers carry every digit, so a record built from one is the
/// record that a stage would build.
/// </summary>
public sealed class GoldenPublishedTests
{
    private const long AnyEpoch = 1_700_000_000;

    [Fact]
    public void Risk_EveryPublishedField_HasTheRecordedText()
    {
        var compared = 0;
        foreach (var (example, answer) in Published("risk_stops", new RiskCalculator()))
        {
            var (position, between) = (example.GetProperty("position"), answer.GetProperty("intermediates"));
            var market = example.GetProperty("market_state");
            var regimes = market.GetProperty("regime_probs");
            var record = new RiskProposalRecord(
                example.GetProperty("symbol").GetString()!, Number(answer, "proposed_sl"), Number(answer, "proposed_tp"),
                Number(between, "stop_dist_pct"), Number(between, "tp_dist_pct"), Number(between, "trail_gap_pct"), Reasons(answer),
                new MarketConditions(
                    Number(market, "sigma"), Number(market, "ts"),
                    new RegimeProbabilities(Number(regimes, "trend"), Number(regimes, "mr"), Number(regimes, "chop"))),
                AnyEpoch, SideOf(position), Number(position, "age_sec"), Number(position, "current_price"), Number(position, "entry_price"),
                AnyEpoch, Provenance.Replay);
            compared += Compare(example, WireFields.Of(record));
        }

        Assert.Equal(172 * 15, compared);
    }

    [Fact]
    public void Harvest_EveryPublishedField_HasTheRecordedText()
    {
        var compared = 0;
        foreach (var (example, answer) in Published("harvest", new HarvestCalculator()))
        {
            var (position, market, kill) = (example.GetProperty("position"), example.GetProperty("market_state"), answer.GetProperty("k_components"));
            var record = new HarvestProposalRecord(
                position.GetProperty("symbol").GetString()!, ActionOf(answer), OptionalNumber(answer, "new_sl_proposed"), Number(answer, "R_net"),
                Number(answer, "risk_unit"), Number(answer, "cost_est"),
                new KillScore(
                    Number(answer, "kill_score"), Number(kill, "regime_flip"), Number(kill, "sigma_spike"), Number(kill, "ts_drop"),
                    Number(kill, "age_penalty")),
                Reasons(answer),
                new MarketConditions(
                    Number(market, "sigma"), Number(market, "ts"),
                    new RegimeProbabilities(Number(market, "p_trend"), Number(market, "p_mr"), Number(market, "p_chop"))),
                AnyEpoch * 1000, SideOf(position), Number(position, "age_sec"), Number(position, "current_price"), Number(position, "entry_price"),
                Number(position, "unrealized_pnl"), PositionQuantity: 1, PositionOpenedEpoch: AnyEpoch, PlanId: null, TraceId: "trace",
                FullCloseSinceEpoch: null, Provenance.Replay, AnyEpoch, new ProposalInputs(null, null, null, null));
            compared += Compare(example, WireFields.Of(record));
        }

        Assert.Equal(279 * 21, compared);
    }

    [Fact]
    public void MarketState_EveryPublishedField_HasTheRecordedText()
    {
        var compared = 0;
        foreach (var (example, answer) in Published("market_state", new MarketStateCalculator()))
        {
            var regimes = answer.GetProperty("regime_probs");
            var reading = new MarketStateReading(
                Number(answer, "sigma"), Number(answer, "mu"), Number(answer, "ts"),
                new RegimeProbabilities(Number(regimes, "trend"), Number(regimes, "mr"), Number(regimes, "chop")),
                Number(answer, "dp"), Number(answer, "vr"), Number(answer, "spike_proxy"), SigmaEwma: 0, SigmaMad: 0, BlendWeight: 0);
            var record = MarketStateRecord.Of(reading, AnyEpoch, example.GetProperty("n").GetInt32(), BarInterval.OneMinute, Provenance.Replay);
            compared += Compare(example, WireFields.Of(record));
        }

        Assert.Equal(47 * 9, compared);
    }

    private static IEnumerable<(JsonElement Case, JsonElement Answer)> Published(string name, ICalculator calculator) =>
        GoldenCases.Answered(name, calculator).Where(answered => answered.Case.TryGetProperty("published", out _));

    private static int Compare(JsonElement example, WireFields written)
    {
        var compared = 0;
        foreach (var field in example.GetProperty("published").EnumerateObject())
        {
            var recorded = field.Value.GetString();

            // A record knows positions, not orders: docs/decisions/0003-golden-edge-cases.md.
            if (field.Name == "position_side" && recorded is "BUY" or "SELL")
                recorded = "SHORT";
            Assert.Equal($"{example.Id()} {field.Name} {recorded}", $"{example.Id()} {field.Name} {written.Find(field.Name) ?? "(absent)"}");
            compared++;
        }

        return compared;
    }

    // Every recorded case with an order side is in profit below its entry price.
    private static PositionSide SideOf(JsonElement position) =>
        position.GetProperty("side").GetString() == "LONG" ? PositionSide.Long : PositionSide.Short;

    private static HarvestAction ActionOf(JsonElement answer) =>
        Enum.GetValues<HarvestAction>().Single(action => action.ToWire() == answer.GetProperty("harvest_action").GetString());

    private static string Reasons(JsonElement answer) => string.Join(',', answer.GetProperty("reason_codes").Texts());

    private static double Number(JsonElement from, string name) => from.GetProperty(name).GetDouble();

    private static double? OptionalNumber(JsonElement from, string name) =>
        from.GetProperty(name).ValueKind == JsonValueKind.Null ? null : Number(from, name);
}
