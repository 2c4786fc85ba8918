using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Metering;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>What holds orders back: safe mode, the kill switch, and apply when the governor has disarmed it.</summary>
internal sealed class SwitchFigures(MetricSet metrics, IEngine engine, TimeProvider time, MalformedCounter malformed)
{
    private const string Everything = "all";
    private const double NoEnd = -1;

    private readonly DisarmState _disarm = new(engine.Store, time);
    private readonly GaugeFamily _safeMode = new(metrics, "quantum_safety_safe_mode", "1: safe mode is on.");
    private readonly GaugeFamily _safeModeLeft = new(
        metrics, "quantum_safety_safe_mode_ttl_seconds", "Seconds until safe mode ends by itself; -1 when it has no end or is off.");
    private readonly GaugeFamily _kill = new(
        metrics, "quantum_kill_switch", "1: the kill switch is on; scope all, and a symbol while its own switch is on.", "scope");
    private readonly GaugeFamily _disarmed = new(metrics, "quantum_apply_disarmed", "1: the governor has put apply back to dry_run.");

    public async ValueTask SampleAsync(CancellationToken cancellation)
    {
        var safeMode = engine.Store.GetTextAsync(Keys.SafeMode, cancellation);
        var life = engine.Store.GetLifeAsync(Keys.SafeMode, cancellation);
        var switches = new[] { Keys.Kill, Keys.GlobalKill }.Select(key => engine.Store.GetTextAsync(key, cancellation)).ToList();
        var disarmed = _disarm.IsDisarmedAsync(cancellation);
        ShowSafeMode(SafeModeState.Of(await safeMode), await life);
        var on = new List<KeyValuePair<string[], double>>();
        var all = new List<bool?>();
        foreach (var one in switches)
            all.Add(IsOn(await one));
        if (all.Contains(true) || !all.Contains(null))
            on.Add(new([Everything], all.Contains(true) ? 1 : 0));
        foreach (var key in await engine.Monitor.FindKeysAsync(Keys.KillSymbolPrefix, "", cancellation))
        {
            if (IsOn(await engine.Store.GetTextAsync(key, cancellation)) == true)
                on.Add(new([Words.Symbol(key[Keys.KillSymbolPrefix.Length..])], 1));
        }

        _kill.Replace(on);
        _disarmed.Set(await disarmed ? 1 : 0);
    }

    private void ShowSafeMode(SafeMode mode, KeyLife life)
    {
        if (mode == SafeMode.Unreadable)
            malformed.Count(Malformed.WrongType);
        _safeMode.Show(mode == SafeMode.Unreadable ? null : mode == SafeMode.On ? 1 : 0);
        _safeModeLeft.Show(mode == SafeMode.Unreadable ? null : mode == SafeMode.On && life.Remaining is { } left ? Math.Floor(left.TotalSeconds) : NoEnd);
    }

    // Null, and no series: a key that holds no text is neither on nor off.
    private bool? IsOn(Stored<string> stored)
    {
        var isOn = KillSwitch.Of(stored);
        if (isOn is null)
            malformed.Count(Malformed.WrongType);
        return isOn;
    }
}
