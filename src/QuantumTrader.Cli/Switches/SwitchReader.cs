using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Cli.Switches;

/// <summary>Looks at the switches, and in the journal and the faults for who switched them.</summary>
internal static class SwitchReader
{
    private const int NewestEntries = 1000;

    /// <param name="symbols">Whose switches to look at, besides those that the journal names.</param>
    public static async Task<SwitchReport> ReadAsync(IEngine engine, IEnumerable<string> symbols, bool? changed, CancellationToken cancellation)
    {
        var journalled = engine.Bus.ReadNewestAsync(Keys.OperatorJournal, NewestEntries, cancellation).AsTask();
        var faulted = engine.Bus.ReadNewestAsync(Keys.SafetyFaults, 1, cancellation).AsTask();
        var all = engine.Store.GetTextAsync(Keys.Kill, cancellation).AsTask();
        var global = engine.Store.GetTextAsync(Keys.GlobalKill, cancellation).AsTask();
        var safeMode = engine.Store.GetTextAsync(Keys.SafeMode, cancellation).AsTask();
        var life = engine.Store.GetLifeAsync(Keys.SafeMode, cancellation).AsTask();
        await Task.WhenAll(journalled, faulted, all, global, safeMode, life);
        var journal = (await journalled).Select(entry => entry.Record.Value).OfType<OperatorEntryRecord>().ToList();

        var scopes = symbols
            .Concat(journal.Where(entry => entry.Verb == KillControl.Verb).Select(entry => entry.Scope))
            .Where(scope => scope != OperatorEntryRecord.Everything)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var own = await Task.WhenAll(scopes.Select(scope => engine.Store.GetTextAsync(Keys.KillOf(scope), cancellation).AsTask()));
        var lines = scopes.Select((scope, i) => LineOf(scope, StateOf(KillSwitch.Of(own[i])), journal)).Where(line => line.State != OperatorEntryRecord.Off);
        return new SwitchReport(
            [LineOf(OperatorEntryRecord.Everything, Worse(StateOf(KillSwitch.Of(await all)), StateOf(KillSwitch.Of(await global))), journal), .. lines],
            SafeModeOf(SafeModeState.Of(await safeMode), await life, journal, (await faulted).Select(entry => entry.Record.Value).FirstOrDefault()),
            changed);
    }

    private static KillSwitchLine LineOf(string scope, string state, List<OperatorEntryRecord> journal)
    {
        var last = journal.Find(entry => entry.Verb == KillControl.Verb && entry.Scope == scope);
        return state == OperatorEntryRecord.On && last is { Value: OperatorEntryRecord.On }
            ? new KillSwitchLine(scope, state, last.Timestamp, last.Reason)
            : new KillSwitchLine(scope, state, null, null);
    }

    private static SafeModeLine SafeModeOf(SafeMode mode, KeyLife life, List<OperatorEntryRecord> journal, SafetyFaultRecord? fault)
    {
        var state = StateOf(mode switch { SafeMode.On => true, SafeMode.Off => false, _ => null });
        if (mode != SafeMode.On)
            return new SafeModeLine(state, null, null, null);
        long? remaining = life.Remaining is { } left ? (long)Math.Ceiling(left.TotalSeconds) : null;
        var last = journal.Find(entry => entry.Verb == SafeModeControl.Verb);
        var byHand = last is not null && last.Value.StartsWith(OperatorEntryRecord.On, StringComparison.Ordinal);

        // Whoever set it last: an operator's word counts until a trip comes after it.
        if (fault is not null && (last is null || fault.Timestamp > last.Timestamp))
            return new SafeModeLine(state, remaining, fault.Timestamp, $"{WireNames.Of(fault.Reason)} by {fault.Symbol} {fault.Side}");
        return byHand ? new SafeModeLine(state, remaining, last!.Timestamp, last.Reason) : new SafeModeLine(state, remaining, null, null);
    }

    private static string StateOf(bool? position) => position switch
    {
        true => OperatorEntryRecord.On,
        false => OperatorEntryRecord.Off,
        null => SwitchText.Unreadable,
    };

    private static string Worse(string one, string other) =>
        one == OperatorEntryRecord.On || other == OperatorEntryRecord.On ? OperatorEntryRecord.On
        : one == SwitchText.Unreadable || other == SwitchText.Unreadable ? SwitchText.Unreadable
        : OperatorEntryRecord.Off;
}
