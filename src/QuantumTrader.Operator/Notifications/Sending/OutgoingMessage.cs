using System.Security.Cryptography;
using System.Text;

namespace QuantumTrader.Operator.Notifications.Sending;

/// <summary>What goes to a receiver at once.</summary>
/// <param name="Id">Follows from the events alone: the same events have the same one.</param>
/// <param name="Text">For people.</param>
/// <param name="Lost">Earlier events that this receiver was not told, and that it learns of with this message.</param>
public sealed record OutgoingMessage(string Id, string Text, IReadOnlyList<Notification> Events, long Lost, DateTimeOffset MadeAt)
{
    private const int IdBytes = 16;

    public static OutgoingMessage Of(IReadOnlyList<Notification> events, long lost, int maxLines, DateTimeOffset now) =>
        new(IdOf(events), MessageText.Of(events, lost, maxLines, now), events, lost, now);

    private static string IdOf(IReadOnlyList<Notification> events) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', events.Select(one => one.Id))))[..IdBytes]);
}
