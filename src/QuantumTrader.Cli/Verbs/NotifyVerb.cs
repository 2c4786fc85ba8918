using System.CommandLine;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Receivers;
using QuantumTrader.Operator.Notifications.Sending;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum notify</c>: says whether the receivers of notifications can be reached.</summary>
internal static class NotifyVerb
{
    public static Command Create(SettingsCatalogue catalogue) => new("notify", "Notifications: who is told, and whether it gets there") { Test(catalogue) };

    private static Command Test(SettingsCatalogue catalogue)
    {
        var (file, sets) = (ConfigCommand.FileOption(), ConfigCommand.SetOption());
        var command = new Command("test", "Send one test message to every configured receiver and say what became of it") { file, sets };
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var sources = new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), EnvironmentLayer.OfProcess());
                var receivers = ConfiguredReceivers.Open(StageOptions.Bind(sources.Bind(catalogue)).Notifier, TimeProvider.System);
                return await SendAsync(receivers, output, cancellation);
            });
        });
        return command;
    }

    private static async Task<int> SendAsync(IReadOnlyList<IReceiver> receivers, CommandOutput output, CancellationToken cancellation)
    {
        if (receivers.Count == 0)
            throw new UsageException("notify test: no receiver is configured: set NOTIFY_TELEGRAM_TOKEN, NOTIFY_SLACK_URL or NOTIFY_WEBHOOK_URL");
        var now = TimeProvider.System.GetUtcNow();
        var nowMs = now.ToUnixTimeMilliseconds();
        var test = new Notification(NotificationKind.Notice, $"test:{nowMs}", Symbol: null, "Quantum Trader: this is a test message", nowMs);
        var message = OutgoingMessage.Of([test], lost: 0, maxLines: 1, now);
        var failed = false;
        foreach (var receiver in receivers)
        {
            using (receiver)
            {
                var delivery = await receiver.SendAsync(message, cancellation);
                failed |= delivery.Failure is not null;
                (delivery.Failure is null ? output.Results : output.Faults).WriteLine($"{receiver.Name}: {delivery.InWords}");
            }
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }
}
