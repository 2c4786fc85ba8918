using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>
/// The kill switch of a symbol that nobody trades is turned on, an intent of that symbol marked dry_run is refused by the router for it, and the switch is turned off again, come what may. Both turns are in
/// the operator's journal.
/// </summary>
internal sealed class KillDrillProof : IProof
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_release = TimeSpan.FromSeconds(5);

    public string Name => "kill switch drill";

    public string Question => $"Is a dry-run intent of {ProbeIntents.Symbol} refused while the kill switch of that symbol is on, and is the switch off again after it?";

    public string LookAt => Runbook.KillSwitch;

    public bool IsRepeated => false;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var context = new StageContext(subject.Engine.Store, subject.Engine.Bus, subject.Time, NullLogger.Instance);
        var (control, kill) = (new KillControl(context), new KillSwitch(subject.Engine.Store));
        var id = string.Create(CultureInfo.InvariantCulture, $"proof-drill-{subject.NowMs:x}-{Environment.ProcessId:x}");

        // Read before: while the switch for everything is on, or an earlier drill has left its own, this one proves nothing.
        var before = await kill.ReadAsync(ProbeIntents.Symbol, cancellation);
        RejectedIntentRecord? refusal;
        try
        {
            await control.OnAsync(ProbeIntents.Symbol, "drill of a proof", cancellation);
            refusal = await AskAsync(subject, id, cancellation);
        }
        finally
        {
            // Not the token of the proof: the switch goes off also when its time is over.
            using var release = new CancellationTokenSource(s_release);
            await control.OffAsync(ProbeIntents.Symbol, "end of the drill of a proof", release.Token);
        }

        return Judge(before, refusal, await kill.ReadAsync(ProbeIntents.Symbol, cancellation), subject.Proof.WaitSeconds);
    }

    public static Finding Judge(KillState before, RejectedIntentRecord? refusal, KillState after, double waitSec)
    {
        const string expected = "kill_switch_active for the intent, and the switch off again";
        var wrong = new List<string>();
        if (refusal is null)
            wrong.Add($"the intent was not refused within {waitSec} s: is the intent router running?");
        else if (refusal.Reason != IntentReason.KillSwitchActive.ToCode())
            wrong.Add($"the intent was refused for {refusal.Reason}");
        if (after.IsOn && !before.IsOn)
            wrong.Add($"the switch of {ProbeIntents.Symbol} is still on");
        IReadOnlyList<string> facts =
        [
            $"{ProbeIntents.Symbol} is nobody's symbol, and the intent is marked dry_run: nothing that trades was touched",
            $"refused: {refusal?.Reason ?? "no answer"}{(refusal is null ? "" : $", {refusal.TimeMs - refusal.Intent?.MadeMs} ms after it was made")}",
            $"switch: {(before.IsOn ? "on" : "off")} before, {(after.IsOn ? "on" : "off")} after",
        ];
        if (wrong.Count == 0 && before.IsOn)
            return Finding.Skip("the kill switch was on before: the intent was refused, which shows that one at work and not the drill's own", facts);
        return Finding.Of(wrong, $"the intent was refused with {refusal?.Reason}, and the switch is off again", expected, facts);
    }

    private static async Task<RejectedIntentRecord?> AskAsync(ProofSubject subject, string id, CancellationToken cancellation)
    {
        await subject.Engine.Bus.AppendAsync(Keys.TradeIntents, ProbeIntents.Open(ProbeIntents.Symbol, id, dryRun: true, subject.NowMs), cancellation);
        var started = subject.Time.GetTimestamp();
        do
        {
            foreach (var rejected in await subject.NewestAsync(Keys.RejectedIntents, cancellation))
            {
                if (rejected.CorrelationId == id)
                    return rejected;
            }

            await Task.Delay(s_pause, cancellation);
        }
        while (subject.Time.GetElapsedTime(started) < subject.Proof.Wait);
        return null;
    }
}
