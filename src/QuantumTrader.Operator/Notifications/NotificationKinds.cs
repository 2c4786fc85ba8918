using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Operator.Notifications;

/// <summary>The kinds by the words of NOTIFY_MUTE.</summary>
internal static class NotificationKinds
{
    /// <summary>All that an operator may mute.</summary>
    public static IReadOnlyList<NotificationKind> Mutable { get; } = [.. Enum.GetValues<NotificationKind>().Where(kind => kind != NotificationKind.Notice)];

    public static string Known { get; } = string.Join(", ", Mutable.Select(kind => kind.ToCode()));

    /// <summary>Null: not such a word.</summary>
    public static NotificationKind? Find(string word) =>
        WireWord.Find<NotificationKind>(word, kind => kind.ToCode(), StringComparison.OrdinalIgnoreCase) is { } kind && Mutable.Contains(kind) ? kind : null;
}
