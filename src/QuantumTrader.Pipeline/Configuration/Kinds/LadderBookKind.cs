using System.Text.Json.Nodes;
using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A <see cref="LadderBook"/>: SYMBOL=ladder, separated by semicolons, or a mapping of symbols to ladders in a file.</summary>
public sealed class LadderBookKind : SettingKind
{
    public override string Expectation => "ladders by symbol, as BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5, or a mapping of symbols to ladders";

    public override bool AcceptsMapping => true;

    public override bool TryRead(string text, out object? value)
    {
        value = LadderBook.Parse(text).Book;
        return value is not null;
    }

    public override SettingReading Read(string text)
    {
        var reading = LadderBook.Parse(text);
        return new SettingReading(reading.Book, [.. reading.Faults.Select(fault => new ValueFault(PartOf(fault), fault.Value, fault.Rule))]);
    }

    public override SettingReading? Read(SettingNode node)
    {
        if (node is not SettingNode.Mapping symbols)
            return null;
        List<(string Owner, WrittenLadder Ladder)> written = [.. symbols.Fields.SelectMany(Ladders)];
        var reading = LadderBook.Read([.. written.Select(one => new LadderText(one.Owner, one.Ladder.Reading))]);
        return new SettingReading(reading.Book, [.. reading.Faults.Select(fault =>
            new ValueFault(PartOf(fault), fault.Value, fault.Rule, fault.Entry is { } entry ? written[entry - 1].Ladder.LineOf(fault.OfLadder) : null))]);
    }

    public override string Write(object value) => ((LadderBook)value).ToString();

    public override JsonNode ToJson(object value) =>
        new JsonObject(((LadderBook)value).Ladders.Select(one => KeyValuePair.Create(one.Owner.ToString(), (JsonNode?)LadderJson.Of(one.Ladder))));

    public override JsonObject Schema() => LadderSchema.OfBook();

    public override JsonObject FlatSchema() => LadderSchema.OfBookText();

    private static string? PartOf(LadderBookFault fault) => fault.Where.Length == 0 ? null : fault.Where;

    // Below a symbol stands its ladder, or one for each side.
    private static IEnumerable<(string Owner, WrittenLadder Ladder)> Ladders(SettingField symbol) => symbol.Value is SettingNode.Mapping { Fields.Count: > 0 } sides
        ? sides.Fields.Select(side => ($"{symbol.Name} {side.Name}", WrittenLadder.Of(side)))
        : [(symbol.Name, WrittenLadder.Of(symbol))];
}
