using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Calc;

/// <summary>
/// <c>quantum calc ladder</c>: {position, price, atr, ladder, settings} to R and what the ladder asks for at that price. With a path of prices instead of one: what happens at each, see
/// <see cref="LadderWalk"/>.
/// </summary>
internal sealed class LadderCalculator : ICalculator
{
    public void Answer(JsonObjectReader input, Utf8JsonWriter output)
    {
        var position = PositionOf(input.Object("position"));
        var settings = LadderFields.Settings(input);
        try
        {
            if (input.Has("prices"))
                Walk(position, input, settings, output);
            else
                Write(LadderEngine.Evaluate(position, input.Amount("price"), input.OptionalAmount("atr"), settings), output);
        }
        catch (OverflowException)
        {
            throw new CalcInputException("the inputs lie too far apart for a finite result");
        }
    }

    private static LadderPosition PositionOf(JsonObjectReader position)
    {
        var sideText = position.Text("side");
        var side = PositionFields.SideOf(sideText) ?? throw new CalcInputException($"position.side = {sideText}: must be LONG or SHORT");
        var quantity = Positive(position, "quantity");
        var entryStop = OptionalPositive(position, "stop_loss");
        return new LadderPosition(
            side, OpenedMs: 0, Positive(position, "entry_price"), quantity, OptionalPositive(position, "original_quantity") ?? quantity, entryStop,
            OptionalPositive(position, "current_sl") ?? entryStop, Rolled: 0, [.. TakenOf(position)]);
    }

    private static IEnumerable<RungProgress> TakenOf(JsonObjectReader position) =>
        position.Has("taken") ? position.Amounts("taken").Distinct().Order().Select(RungProgress.Over) : [];

    private static decimal Positive(JsonObjectReader position, string name) =>
        OptionalPositive(position, name) ?? position.Amount(name);

    private static decimal? OptionalPositive(JsonObjectReader position, string name)
    {
        var amount = position.OptionalAmount(name);
        KernelInputException.RequirePositive($"position.{name}", amount ?? 1);
        return amount;
    }

    private static void Walk(LadderPosition position, JsonObjectReader input, LadderSettings settings, Utf8JsonWriter output)
    {
        if (input.Has("price"))
            throw new CalcInputException("price and prices: one of them must be given, not both");

        // All of it before the first word of the answer: a line that is refused answers with its error alone.
        var steps = LadderWalk.Along(position, input.Amounts("prices"), input.OptionalAmount("atr"), settings).ToList();
        output.WriteStartObject();
        output.WriteStartArray("path");
        foreach (var step in steps)
        {
            output.WriteStartObject();
            output.Amount("price", step.Price);
            output.Amount("r", step.Evaluation?.R);
            if (step.Evaluation is { } evaluation)
                WriteIntents(evaluation, output);
            output.Amount("stopped_qty", step.StoppedQuantity);
            output.Amount("quantity", step.After?.Quantity ?? 0);
            output.Amount("stop_loss", step.After?.StopLoss);
            output.Amount("harvested_r", step.HarvestedR);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        output.WriteEndObject();
    }

    private static void Write(LadderEvaluation evaluation, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.Amount("r", evaluation.R);
        WriteIntents(evaluation, output);
        output.WriteEndObject();
    }

    private static void WriteIntents(LadderEvaluation evaluation, Utf8JsonWriter output)
    {
        output.WriteStartArray("intents");
        foreach (var act in evaluation.Acts)
        {
            output.WriteStartObject();
            output.WriteString("intent_type", act.Intent.ToWire());
            output.WriteString("side", WireNames.Of(OrderSides.ToClose(evaluation.Next.Side)));
            output.Amount("rung_at_r", act.RungAtR);
            output.Amount("qty", act.Quantity);
            output.Amount("new_sl", act.NewStop);
            output.WriteString("reason", act.Reasons.ToCodes());
            output.Amount("r_level", act.RLevel);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }
}
