using System.Globalization;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Cli.Calc;

/// <summary>Reads ladder and settings of <c>quantum calc ladder</c>: what is given goes over the defaults; unknown names are refused.</summary>
internal static class LadderFields
{
    // A line that names no venue has the finest grid that one keeps, and no minimums.
    private static readonly InstrumentRules s_finest = new("", TickSize: 0.00000001m, StepSize: 0.00000001m, MinQuantity: 0, MinNotional: 0);

    /// <exception cref="CalcInputException">A name is unknown, a value is of the wrong kind, or values break their rules; all broken rules of the ladder, or of the settings, at once.</exception>
    public static LadderSettings Settings(JsonObjectReader input)
    {
        var settings = new LadderSettings(LadderOf(input), s_finest);
        if (input.OptionalObject("settings") is { } given)
        {
            foreach (var name in given.Names)
                settings = With(settings, given, name);
        }

        var faults = settings.Faults();
        return faults.Count == 0 ? settings : throw new CalcInputException("settings: " + string.Join("; ", faults));
    }

    private static HarvestLadder LadderOf(JsonObjectReader input)
    {
        if (!input.Has("ladder"))
            return HarvestLadder.Default;
        var reading = input.IsText("ladder") ? HarvestLadder.Parse(input.Text("ladder")) : HarvestLadder.Read([.. input.Objects("ladder").Select(RungOf)]);
        return reading.Ladder ?? throw new CalcInputException("ladder: " + string.Join("; ", reading.Faults));
    }

    private static RungText RungOf(JsonObjectReader rung)
    {
        const string known = "at_r, close_ratio, then";
        foreach (var name in rung.Names)
        {
            if (!known.Split(", ").Contains(name))
                throw rung.Unknown(name, known);
        }

        return new RungText(Text(rung.Amount("at_r")), Text(rung.Amount("close_ratio")), rung.Has("then") ? rung.Text("then") : null);
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static LadderSettings With(LadderSettings settings, JsonObjectReader given, string name) => name switch
    {
        "min_r" => settings with { MinR = given.Amount(name) },
        "set_be_at_r" => settings with { SetBeAtR = given.Amount(name) },
        "trail_atr_mult" => settings with { TrailAtrMult = given.Amount(name) },
        "dynamic_ladder" => settings with { DynamicLadder = given.Flag(name) },
        "tick_size" => settings with { Rules = settings.Rules with { TickSize = Step(given, name) } },
        "step_size" => settings with { Rules = settings.Rules with { StepSize = Step(given, name) } },
        "min_quantity" => settings with { Rules = settings.Rules with { MinQuantity = Minimum(given, name) } },
        "min_notional" => settings with { Rules = settings.Rules with { MinNotional = Minimum(given, name) } },
        _ => throw given.Unknown(name, "min_r, set_be_at_r, trail_atr_mult, dynamic_ladder, tick_size, step_size, min_quantity, min_notional"),
    };

    private static decimal Minimum(JsonObjectReader given, string name) => given.Amount(name) is >= 0 and var minimum
        ? minimum
        : throw new CalcInputException($"settings.{name} = {Text(given.Amount(name))}: must be 0 or more");

    private static decimal Step(JsonObjectReader given, string name)
    {
        var step = given.Amount(name);
        KernelInputException.RequirePositive($"settings.{name}", step);
        return step;
    }
}
