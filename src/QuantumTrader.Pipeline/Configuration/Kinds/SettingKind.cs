using System.Text.Json.Nodes;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>One type of value: how it is read from text, written, explained and described in a JSON Schema.</summary>
public abstract class SettingKind
{
    /// <summary>What a value must be, to stand after "must be": <c>a number from 1 to 60</c>.</summary>
    public abstract string Expectation { get; }

    /// <summary>Whether a list in a file is a way to write the value.</summary>
    public virtual bool AcceptsList => false;

    /// <summary>Whether a mapping in a file is a way to write the value.</summary>
    public virtual bool AcceptsMapping => false;

    /// <summary>Reads one value; false when the text breaks the expectation.</summary>
    public abstract bool TryRead(string text, out object? value);

    /// <summary>Reads one value with everything that is wrong in it; null when there is no more to say than that the text breaks the expectation.</summary>
    public virtual SettingReading? Read(string text) => TryRead(text, out var value) ? new SettingReading(value) : null;

    /// <summary>Reads a value that is written out as a list or a mapping; null when such a one is no way to write it.</summary>
    public virtual SettingReading? Read(SettingNode node) => null;

    /// <summary>The text that reads back to the same value.</summary>
    public abstract string Write(object value);

    public abstract JsonNode ToJson(object value);

    /// <summary>The schema of the value in its plain spelling (draft 2020-12); readers accept a little more, such as upper case.</summary>
    public abstract JsonObject Schema();

    /// <summary>The schema of the value as a key of its own at the top of a file, where a mapping is a section.</summary>
    public virtual JsonObject FlatSchema() => Schema();

    /// <summary>The kind of a property type (nullable types: of what they wrap).</summary>
    /// <exception cref="ArgumentException">No kind reads the type, or a range is set where it means nothing.</exception>
    public static SettingKind For(Type type, SettingRange range)
    {
        SettingKind? numeric = Type.GetTypeCode(type.IsEnum ? null : type) switch
        {
            TypeCode.Int32 => new NumberKind<int>(range),
            TypeCode.Int64 => new NumberKind<long>(range),
            TypeCode.Double => new NumberKind<double>(range),
            TypeCode.Decimal => new NumberKind<decimal>(range),
            _ => null,
        };
        if (numeric is null && range != SettingRange.Unlimited)
            throw new ArgumentException($"a range says nothing about {type.Name}");
        return numeric ?? type switch
        {
            _ when type.IsEnum => new ChoiceKind(type),
            _ when type == typeof(string) => new TextKind(),
            _ when type == typeof(bool) => new SwitchKind(),
            _ when type == typeof(SymbolList) => new SymbolListKind(),
            _ when type == typeof(BarInterval) => new BarIntervalKind(),
            _ when type == typeof(HarvestLadder) => new LadderKind(),
            _ when type == typeof(LadderBook) => new LadderBookKind(),
            _ => throw new ArgumentException($"{type.Name} is not a type of setting"),
        };
    }
}
