using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Telling;

namespace QuantumTrader.Operator.Tests.Notifications.Telling;

public sealed class WordingTests
{
    private static readonly StreamId s_id = new(Given.StartMs, 3);

    [Theory]
    [InlineData(LadderIntent.HarvestPartial, null, 31.2, "BTCUSDT: would close 0.25 at 1.50 R, profit 31.2: rung_reached")]
    [InlineData(LadderIntent.HarvestPartial, null, -0.00004, "BTCUSDT: would close 0.25 at 1.50 R, profit 0: rung_reached")]
    [InlineData(LadderIntent.MoveSlBreakeven, 64000.5, 0, "BTCUSDT: would move the stop to 64000.5 at 1.50 R, profit 0: rung_reached")]
    [InlineData(LadderIntent.MoveSlTrail, null, -3, "BTCUSDT: would move the stop at 1.50 R, loss 3: rung_reached")]
    public void Suggestion_SaysWhatRAndProfit(LadderIntent intent, double? stop, double profit, string text)
    {
        var told = Wording.Suggestion(s_id, Given.Act(Given.StartMs) with { Intent = intent, NewStop = (decimal?)stop, UnrealizedPnl = (decimal)profit });

        Assert.Equal(
            (NotificationKind.HarvestSuggested, $"suggestion:{s_id}", "BTCUSDT", text, Given.StartMs, 1.5m, "c-1"),
            (told.Kind, told.Id, told.Symbol, told.Text, told.AtMs, told.R, told.PlanId));
    }

    [Fact]
    public void Fault_SaysWhoAndHowMany_AndLeavesOutCountsThatAreNotThere()
    {
        var fault = new SafetyFaultRecord(
            Given.StartMs / 1000, SafetyReason.GlobalRateExceeded, "S1USDT", "BUY", new SafetyCounts(21, 5), new SafetyLimits(20, 5, 10, 300), 300, 7, null, null);

        Assert.Equal("S1USDT: safety fault GLOBAL_RATE_EXCEEDED by BUY, 21 intents in 10 s, 5 of S1USDT; safe mode for 300 s", Wording.Fault(s_id, fault).Text);
        Assert.Equal(
            "S1USDT: safety fault MARGIN_REJECTIONS by BUY; safe mode for 900 s",
            Wording.Fault(s_id, fault with { Reason = SafetyReason.MarginRejections, Counts = null, Limits = null, CooldownSec = 900 }).Text);
    }

    [Theory]
    [InlineData(GovernorEventKind.Disarmed, "burst_breach", "BTCUSDT", "BTCUSDT: apply DISARMED: plans are reported and not carried out: burst_breach")]
    [InlineData(GovernorEventKind.CarriedOver, "burst_breach", null, "apply is still disarmed: a new day does not arm it: burst_breach")]
    [InlineData(GovernorEventKind.Rearmed, "looked\nat it", null, "apply armed again: looked at it")]
    public void Governor_SaysWhatAndWhy(GovernorEventKind kind, string reason, string? symbol, string text) =>
        Assert.Equal((NotificationKind.Governor, text), Shown(Wording.Governor(s_id, new GovernorEventRecord(kind, reason, symbol, null, Given.StartMs))));

    [Theory]
    [InlineData("not_sent", "permit_mismatch", "BTCUSDT: CLOSE_PARTIAL_25 not sent: permit_mismatch")]
    [InlineData("not_sent", null, "BTCUSDT: CLOSE_PARTIAL_25 not sent: order_stale")]
    [InlineData("not_sent", "stop_not_tighter", null)]
    [InlineData("REJECTED", "insufficient_margin", null)]
    [InlineData("FILLED", null, null)]
    public void ApplyResult_IsToldOnlyWhenNothingWasSent(string status, string? details, string? text)
    {
        var step = new StepResult("CLOSE_PARTIAL_25", status, null, "id", "SELL", 0.5m, 0, null, ReduceOnly: true, details);
        var result = new ApplyResultRecord(
            "p-1", "t", "BTCUSDT", PlanDecision.Blocked, Executed: false, WouldExecute: true, MayRetry: true, [step], "order_stale", 10, Given.StartMs, Provenance.Paper);

        Assert.Equal(text, Wording.NotSent(result)?.Text);
        Assert.Null(Wording.NotSent(result with { Steps = [] }));
    }

    [Theory]
    [InlineData("REJECTED", null, "i-1", "BTCUSDT: SELL 0.5 not sent")]
    [InlineData("REJECTED", "v-1", "i-1", null)]
    [InlineData("REJECTED", null, null, null)]
    [InlineData("FILLED", null, "i-1", null)]
    public void ExecutionResult_IsToldOnlyForAnIntentThatWasNotSent(string status, string? orderId, string? planId, string? text)
    {
        var execution = new ExecutionResultRecord(
            "BTCUSDT", OrderSide.Sell, 0.5m, null, status, orderId, "client", planId, null, null, null, null, null, Provenance.Paper, Given.StartMs / 1000);

        Assert.Equal(text, Wording.NotSent(execution)?.Text);
    }

    // Anybody can write to a stream: what he writes stays on its line, and short.
    [Fact]
    public void WordsOfOthers_StayOnOneLine()
    {
        var told = Wording.Suggestion(s_id, Given.Act(Given.StartMs) with { Symbol = "A\nB", Reason = "x\r\n\u2028" + new string('y', 500) });

        Assert.DoesNotContain(told.Text, letter => char.IsControl(letter) || letter == '\u2028');
        Assert.StartsWith("A B: ", told.Text, StringComparison.Ordinal);
        Assert.InRange(told.Text.Length, 200, 300);
    }

    // A text is cut between characters, and half a character is no text.
    [Fact]
    public void HalvesOfCharacters_AreNotLeftOver()
    {
        var told = Wording.Suggestion(s_id, Given.Act(Given.StartMs) with { Symbol = "a\udcc9b\ud83d", Reason = string.Concat(Enumerable.Repeat("\ud83d\udcc9", 500)) });

        Assert.Equal("a\ufffdb\ufffd", told.Symbol);
        Assert.Equal(200, told.Reason!.EnumerateRunes().Count(letter => letter.Value == 0x1F4C9));
        Assert.DoesNotContain('\ufffd', told.Reason!);
    }

    [Theory]
    [InlineData(1, "1 older event was not told")]
    [InlineData(12, "12 older events were not told")]
    public void Older_IsCounted(long count, string text) => Assert.Equal((NotificationKind.Notice, text), Shown(Wording.Older(count, Given.StartMs)));

    private static (NotificationKind, string) Shown(Notification told) => (told.Kind, told.Text);
}
