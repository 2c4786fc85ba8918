using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>Tells of the kill switch and of safe mode: what the streams say of them, and what their keys say to a look each second, since anybody can set those.</summary>
internal sealed class SwitchNews(StageContext context)
{
    private const long MillisecondsPerSecond = 1000;
    private const int JournalLookback = 100;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    private readonly SafeModeState _safeModeKey = new(context.Store);
    private readonly SwitchWatch _kill = new();
    private readonly SwitchWatch _safeMode = new();
    private bool _isFirst = true;

    public DateTimeOffset NextLook { get; private set; } = DateTimeOffset.MinValue;

    /// <param name="isOld">Too old to be told: it says nothing of how the switch stands now.</param>
    public Notification? Said(StreamId id, OperatorEntryRecord entry, bool isOld)
    {
        if (entry.Verb is not (KillControl.Verb or SafeModeControl.Verb) || PositionOf(entry) is not { } position)
            return null;
        var isKill = entry.Verb == KillControl.Verb;
        var ofAll = entry.Scope == OperatorEntryRecord.Everything;
        if (ofAll && !isOld && !(isKill ? _kill : _safeMode).Said(position))
            return null;
        var (reason, atMs) = (Words.Clean(entry.Reason), entry.Timestamp * MillisecondsPerSecond);
        return isKill
            ? Kill($"journal:{id}", ofAll ? null : Words.Clean(entry.Scope), position, reason, reason, atMs)
            : SafeModeIs($"journal:{id}", position, reason, reason, atMs);
    }

    public Notification? Said(StreamId id, SafetyFaultRecord fault, bool isOld) =>
        isOld || !_safeMode.Said(SwitchPosition.On) ? null : TrippedBy($"trip:{id}", fault, fault.Timestamp * MillisecondsPerSecond);

    /// <summary>Looks at the keys.</summary>
    /// <exception cref="Messaging.EngineUnavailableException">Nothing is known.</exception>
    public async ValueTask<IReadOnlyList<Notification>> LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // All on their way before the first is awaited: one round trip.
        var all = context.Store.GetTextAsync(Keys.Kill, cancellation).AsTask();
        var global = context.Store.GetTextAsync(Keys.GlobalKill, cancellation).AsTask();
        var safeMode = _safeModeKey.ReadAsync(cancellation).AsTask();
        await Task.WhenAll(all, global, safeMode);
        bool?[] switches = [KillSwitch.Of(await all), KillSwitch.Of(await global)];
        var kill = switches.Contains(true) ? SwitchPosition.On : switches.Contains(null) ? SwitchPosition.Unreadable : SwitchPosition.Off;
        var mode = await safeMode switch { SafeMode.Off => SwitchPosition.Off, SafeMode.On => SwitchPosition.On, _ => SwitchPosition.Unreadable };

        // At the start a switch may have been on for long: whoever set it is looked up. Later the streams speak for themselves.
        var (journal, fault) = _isFirst && (kill == SwitchPosition.On || mode == SwitchPosition.On) ? await LookUpAsync(cancellation) : ([], null);
        _isFirst = false;
        NextLook = now + s_lookEvery;
        var news = new List<Notification>();
        var nowMs = now.ToUnixTimeMilliseconds();
        if (_kill.Seen(kill))
            news.Add(Kill($"kill:{nowMs}", symbol: null, kill, WhoSet(KillControl.Verb, kill, journal), reason: null, nowMs));
        if (_safeMode.Seen(mode))
        {
            var byHand = journal.Find(entry => entry.Verb == SafeModeControl.Verb);
            news.Add(mode == SwitchPosition.On && fault is not null && (byHand is null || fault.Timestamp > byHand.Timestamp)
                ? TrippedBy($"safe-mode:{nowMs}", fault, nowMs)
                : SafeModeIs($"safe-mode:{nowMs}", mode, WhoSet(SafeModeControl.Verb, mode, journal), reason: null, nowMs));
        }

        return news;
    }

    private async Task<(List<OperatorEntryRecord> Journal, SafetyFaultRecord? Fault)> LookUpAsync(CancellationToken cancellation)
    {
        var journal = context.Bus.ReadNewestAsync(Keys.OperatorJournal, JournalLookback, cancellation).AsTask();
        var faults = context.Bus.ReadNewestAsync(Keys.SafetyFaults, 1, cancellation).AsTask();
        await Task.WhenAll(journal, faults);
        return (
            (await journal).Select(entry => entry.Record.Value).OfType<OperatorEntryRecord>().Where(entry => entry.Scope == OperatorEntryRecord.Everything).ToList(),
            (await faults).Select(entry => entry.Record.Value).FirstOrDefault());
    }

    // The newest word of the journal, if it fits how the switch stands; its time lets the reader judge.
    private string? WhoSet(string verb, SwitchPosition position, List<OperatorEntryRecord> journal) =>
        journal.Find(entry => entry.Verb == verb) is { } last && PositionOf(last) == position
            ? $"{Words.Clean(last.Reason)} (set {Words.Time(last.Timestamp * MillisecondsPerSecond, context.Time.GetUtcNow())})"
            : null;

    private static SwitchPosition? PositionOf(OperatorEntryRecord entry) => entry.Value.Split(' ')[0] switch
    {
        OperatorEntryRecord.On => SwitchPosition.On,
        OperatorEntryRecord.Off => SwitchPosition.Off,
        _ => null,
    };

    private static Notification Kill(string id, string? symbol, SwitchPosition position, string? why, string? reason, long atMs)
    {
        var name = symbol is null ? "kill switch" : $"{symbol}: kill switch";
        var text = position switch
        {
            SwitchPosition.On => $"{name} ON: {why ?? "set by another program"}",
            SwitchPosition.Off => $"{name} off: {why ?? "released by another program"}",
            _ => $"{name} UNREADABLE: its key holds no text, and counts as on for what raises risk",
        };
        return new Notification(NotificationKind.KillSwitch, id, symbol, text, atMs) { Reason = reason };
    }

    private static Notification SafeModeIs(string id, SwitchPosition position, string? why, string? reason, long atMs)
    {
        var text = position switch
        {
            SwitchPosition.On => $"safe mode ON: {why ?? "set by another program"}",
            SwitchPosition.Off => why is null ? "safe mode has ended" : $"safe mode off: {why}",
            _ => "safe mode UNREADABLE: its key holds no text, and what raises risk is denied",
        };
        return new Notification(NotificationKind.SafeMode, id, Symbol: null, text, atMs) { Reason = reason };
    }

    private static Notification TrippedBy(string id, SafetyFaultRecord fault, long atMs)
    {
        var reason = WireNames.Of(fault.Reason);
        var symbol = Words.Clean(fault.Symbol);
        return new Notification(
            NotificationKind.SafeMode, id, Symbol: null, $"safe mode ON for {fault.CooldownSec} s: {reason} by {symbol} {Words.Clean(fault.Side)}", atMs)
        {
            Reason = reason,
        };
    }
}
