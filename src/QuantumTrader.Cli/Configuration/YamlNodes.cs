using QuantumTrader.Pipeline.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace QuantumTrader.Cli.Configuration;

/// <summary>Reads the value of a key from parser events, down to its last line.</summary>
/// <param name="lineOf">The line of a place in the file.</param>
/// <param name="fault">Notes what is wrong: the key, the rule, the place.</param>
internal sealed class YamlNodes(Parser parser, Func<Mark, int> lineOf, Action<string?, string, Mark> fault)
{
    // No setting goes deeper than symbol, side, rung, field and its word.
    private const int Deepest = 8;

    /// <summary>The value that comes next. Null when something in it is refused; then the rest of it is still gone through for its faults.</summary>
    /// <param name="key">As a fault is to name it.</param>
    public SettingNode? Read(string key) => Read(key, depth: 1);

    /// <summary>Notes a fault of what comes next, and leaves it out.</summary>
    public void Refuse(string? key, string rule)
    {
        fault(key, rule, parser.Current?.Start ?? Mark.Empty);
        parser.SkipThisAndNestedEvents();
    }

    /// <summary>Leaves out the value that comes next. After some malformed keys the parser has none, and the end of the mapping must not be taken for one.</summary>
    public void SkipValue()
    {
        if (!parser.Accept<MappingEnd>(out _))
            parser.SkipThisAndNestedEvents();
    }

    /// <summary>The text of a value; empty when it says "nothing".</summary>
    public static string Text(Scalar scalar) => IsNothing(scalar) ? "" : scalar.Value;

    // Only unquoted: "null" in quotes is a text.
    public static bool IsNothing(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    private SettingNode? Read(string key, int depth)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return new SettingNode.Scalar(Text(scalar), lineOf(scalar.Start));
        if (depth <= Deepest && parser.Accept<SequenceStart>(out var list))
            return Items(key, depth + 1) is { } items ? new SettingNode.Sequence(items, lineOf(list.Start)) : null;
        if (depth <= Deepest && parser.Accept<MappingStart>(out var mapping))
            return Fields(key, depth + 1) is { } fields ? new SettingNode.Mapping(fields, lineOf(mapping.Start)) : null;
        fault(key, depth <= Deepest ? "must be a value, a list or a mapping, not an alias" : "is nested too deeply", parser.Current?.Start ?? Mark.Empty);
        SkipValue();
        return null;
    }

    private List<SettingNode>? Items(string key, int depth)
    {
        List<SettingNode>? items = [];
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (Read(key, depth) is { } item)
                items?.Add(item);
            else
                items = null;
        }

        return items;
    }

    private List<SettingField>? Fields(string key, int depth)
    {
        List<SettingField>? fields = [];
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var name))
            {
                Refuse(key, "a key must be a plain name");
                SkipValue();
                fields = null;
            }
            else if (Read(key, depth) is { } value)
            {
                fields?.Add(new SettingField(name.Value, value, lineOf(name.Start)));
            }
            else
            {
                fields = null;
            }
        }

        return fields;
    }
}
