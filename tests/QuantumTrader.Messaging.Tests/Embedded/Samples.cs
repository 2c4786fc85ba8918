using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>What the tests write.</summary>
internal static class Samples
{
    public static readonly HashKey<Note> Hash = new("hash");
    public static readonly StreamKey<Note> Stream = new("stream");
    public static readonly SeriesKey<Note> Series = new("series", KeepNewest: 3);
    public static readonly DocumentKey<Paper> Document = new("document", JsonOf<Paper>());
    public static readonly Consumer One = new("group", "one");
    public static readonly Consumer Two = new("group", "two");

    public static JsonTypeInfo<T> JsonOf<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));
}

internal sealed record Note(long Number, string? Text = null) : IWireRecord<Note>
{
    public void Write(WireWriter writer) => writer.Integer("number", Number).Text("text", Text);

    public static Note Read(WireReader reader) => new(reader.Integer("number"), reader.OptionalText("text"));
}

/// <summary>Another program's view of a note.</summary>
internal sealed record NumberOnly(long Number) : IWireRecord<NumberOnly>
{
    public void Write(WireWriter writer) => writer.Integer("number", Number);

    public static NumberOnly Read(WireReader reader) => new(reader.Integer("number"));
}

/// <summary>Wants a field that no note has.</summary>
internal sealed record Priced(decimal Price) : IWireRecord<Priced>
{
    public void Write(WireWriter writer) => writer.Number("price", Price);

    public static Priced Read(WireReader reader) => new(reader.Decimal("price"));
}

/// <summary>Why a letter is dead.</summary>
internal sealed record Letter(string Reason, string Group, string EntryId) : IWireRecord<Letter>
{
    public void Write(WireWriter writer) => writer.Text("dead_reason", Reason).Text("dead_group", Group).Text("dead_entry_id", EntryId);

    public static Letter Read(WireReader reader) => new(reader.Text("dead_reason"), reader.Text("dead_group"), reader.Text("dead_entry_id"));
}

internal sealed record Paper(string Title, int Pages);
