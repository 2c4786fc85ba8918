using System.Text.Json.Nodes;
using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A <see cref="HarvestLadder"/>: at_r:close_ratio, comma-separated, or a list of rungs in a file.</summary>
public sealed class LadderKind : SettingKind
{
    public override string Expectation => "a ladder, as 0.5:0.25,1.0:0.25, or a list of rungs";

    public override bool AcceptsList => true;

    public override bool TryRead(string text, out object? value)
    {
        value = HarvestLadder.Parse(text).Ladder;
        return value is not null;
    }

    public override SettingReading Read(string text)
    {
        var reading = HarvestLadder.Parse(text);
        return new SettingReading(reading.Ladder, [.. reading.Faults.Select(fault => Fault(fault, line: null))]);
    }

    public override SettingReading? Read(SettingNode node)
    {
        if (node is not SettingNode.Sequence rungs)
            return null;
        var written = WrittenLadder.Of(rungs);
        return new SettingReading(written.Reading.Ladder, [.. written.Reading.Faults.Select(fault => Fault(fault, written.LineOf(fault)))]);
    }

    public override string Write(object value) => ((HarvestLadder)value).ToString();

    public override JsonNode ToJson(object value) => LadderJson.Of((HarvestLadder)value);

    public override JsonObject Schema() => LadderSchema.OfLadder();

    private static ValueFault Fault(LadderFault fault, int? line) => new(fault is { Rung: null, Field: null } ? null : fault.Where, fault.Value, fault.Rule, line);
}
