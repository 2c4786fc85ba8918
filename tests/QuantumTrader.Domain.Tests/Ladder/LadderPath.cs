using System.Globalization;
using System.Text.Json;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Ladder;

/// <summary>Carries out the events of a table, one after the other.</summary>
internal sealed class LadderPath
{
    private LadderSettings _settings = new(HarvestLadder.Default, new InstrumentRules("ETHUSDT", 0.01m, 0.001m, MinQuantity: 0, MinNotional: 0));
    private LadderPosition? _position;

    /// <summary>R, acts, position and stop after the event, as the table writes them.</summary>
    public (string R, string Acts, string Position, string Stop) Do(string text)
    {
        var words = text.Split(' ');
        LadderEvaluation? evaluation = null;
        switch (words[0])
        {
            case "buy" or "sell":
                _position = PositionFills.Apply(_position, Fill(words));
                break;
            case "price":
                evaluation = LadderEngine.Evaluate(_position!, Number(words[1]), Optional(words, "atr"), _settings);
                _position = evaluation.Next;
                break;
            case "ended":
                _position = _position!.OrderEnded(Number(words[1]));
                break;
            case "stop":
                _position = _position!.WithStop(Number(words[1]));
                break;
            case "restart":
                _position = ReadBack(_position!);
                break;
            case "set":
                Set(words[1], text[$"set {words[1]} ".Length..]);
                break;
            default:
                throw new FormatException($"{text}: no such event");
        }

        return (
            evaluation is null ? "" : Text(evaluation.R), evaluation is null ? "" : string.Join("; ", evaluation.Acts.Select(Text)),
            _position is null ? "flat" : $"{(_position.Side == PositionSide.Long ? "long" : "short")} {Text(_position.Quantity)}",
            _position?.StopLoss is { } stop ? Text(stop) : "");
    }

    /// <summary>The position as a restart finds it.</summary>
    public static LadderPosition ReadBack(LadderPosition position) => JsonSerializer.Deserialize<LadderPosition>(JsonSerializer.Serialize(position))!;

    public static string Text(LadderAct act) =>
        $"{act.Intent.ToWire()} {(act.NewStop is { } stop ? Text(stop) : $"{Text(act.Quantity)} at {act.RungAtR:0.0##}R")} ({act.Reasons.ToCodes()})";

    public static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static LadderFill Fill(string[] words) => new(
        words[0] == "buy" ? OrderSide.Buy : OrderSide.Sell, Number(words[1]), Optional(words, "at")!.Value, AtMs: 0, Optional(words, "stop"), Optional(words, "rung"));

    private void Set(string name, string value) => _settings = name switch
    {
        "ladder" => _settings with { Ladder = HarvestLadder.Read([.. value.Split(',', StringSplitOptions.TrimEntries).Select(Rung)]).Ladder! },
        "min_r" => _settings with { MinR = Number(value) },
        "set_be_at_r" => _settings with { SetBeAtR = Number(value) },
        "trail_atr_mult" => _settings with { TrailAtrMult = Number(value) },
        "dynamic_ladder" => _settings with { DynamicLadder = value == "on" },
        "min_notional" => _settings with { Rules = _settings.Rules with { MinNotional = Number(value) } },
        _ => throw new FormatException($"{name}: no such setting"),
    };

    // 1.0:0.3 lock_r: 0.5
    private static RungText Rung(string text)
    {
        var parts = text.Split(' ', 2);
        var numbers = parts[0].Split(':');
        return new RungText(numbers[0], numbers[1], parts.Length > 1 ? parts[1] : null);
    }

    private static decimal? Optional(string[] words, string name) => Array.IndexOf(words, name) is > 0 and var place ? Number(words[place + 1]) : null;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
