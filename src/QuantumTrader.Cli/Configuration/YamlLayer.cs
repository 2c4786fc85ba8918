using QuantumTrader.Pipeline.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace QuantumTrader.Cli.Configuration;

/// <summary>
/// The configuration file as a layer: keys for all stages, and one mapping per section. It works on parser events, because only those
/// know the line of a key, and because a type never decides here what a text means.
/// </summary>
internal sealed class YamlLayer
{
    private readonly string _name;
    private readonly Parser _parser;
    private readonly List<SettingEntry> _entries = [];
    private readonly List<SettingFault> _faults = [];

    private YamlLayer(string name, TextReader yaml)
    {
        _name = name;
        _parser = new Parser(yaml);
    }

    /// <summary>Reads a file. What is wrong with it becomes a fault of the layer, also when it does not exist.</summary>
    public static SettingsLayer ReadFile(string path)
    {
        try
        {
            using var yaml = File.OpenText(path);
            return Read(path, yaml);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var reason = error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : error.Message;
            var fault = new SettingFault(null, null, $"cannot be read: {reason}", new SettingOrigin(path));
            return SettingsLayer.Empty with { Faults = [fault] };
        }
    }

    /// <param name="name">The file, as messages are to name it.</param>
    public static SettingsLayer Read(string name, TextReader yaml)
    {
        var layer = new YamlLayer(name, yaml);
        try
        {
            layer.ReadStream();
        }
        catch (YamlException error)
        {
            // What was read before the error stays: its faults are reported in the same go.
            layer.Fault(null, $"is not valid YAML: {error.Message}", error.Start);
        }

        return new SettingsLayer(RefusesUnknownKeys: true, layer._entries, layer._faults);
    }

    private void ReadStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return;
        _parser.Consume<DocumentStart>();
        if (_parser.Accept<MappingStart>(out _))
            ReadMapping(section: null);
        else if (_parser.Accept<Scalar>(out var scalar) && IsNothing(scalar))
            _parser.MoveNext();
        else
            Refuse(null, "must hold KEY: VALUE lines");
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            Fault(null, "must hold one YAML document, not several", second.Start);
    }

    private void ReadMapping(string? section)
    {
        // The first line of each key, to name it when the key comes again.
        var lines = new Dictionary<string, long>();
        _parser.Consume<MappingStart>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                Refuse(section, "a key must be a plain name");
                _parser.SkipThisAndNestedEvents();
                continue;
            }

            if (lines.TryAdd(key.Value, key.Start.Line))
            {
                ReadValue(section, key);
                continue;
            }

            Fault(FullKey(section, key), $"stands twice, first in line {lines[key.Value]}", key.Start);
            _parser.SkipThisAndNestedEvents();
        }
    }

    private void ReadValue(string? section, Scalar key)
    {
        var origin = Origin(key.Start);
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            _entries.Add(new SettingEntry(section, key.Value, Text(scalar), origin));
        }
        else if (_parser.Accept<SequenceStart>(out _))
        {
            if (ReadList(FullKey(section, key)) is { } items)
                _entries.Add(new SettingEntry(section, key.Value, string.Join(',', items), origin, SettingShape.List));
        }
        else if (section is null && _parser.Accept<MappingStart>(out _))
        {
            _entries.Add(new SettingEntry(null, key.Value, "", origin, SettingShape.Section));
            ReadMapping(key.Value);
        }
        else
        {
            Refuse(FullKey(section, key), "must be a value or a list of values, not a mapping or an alias");
        }
    }

    // Null when an item is not a plain value.
    private List<string>? ReadList(string key)
    {
        var items = new List<string>();
        var isPlain = true;
        _parser.Consume<SequenceStart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (_parser.TryConsume<Scalar>(out var item))
            {
                items.Add(Text(item));
                continue;
            }

            isPlain = false;
            Refuse(key, "every item of the list must be a plain value");
        }

        return isPlain ? items : null;
    }

    private void Refuse(string? key, string rule)
    {
        Fault(key, rule, _parser.Current?.Start ?? Mark.Empty);
        _parser.SkipThisAndNestedEvents();
    }

    private void Fault(string? key, string rule, Mark at) => _faults.Add(new SettingFault(key, null, rule, Origin(at)));

    private SettingOrigin Origin(Mark at) => new(_name, checked((int)at.Line));

    private static string FullKey(string? section, Scalar key) => section is null ? key.Value : $"{section}.{key.Value}";

    private static string Text(Scalar scalar) => IsNothing(scalar) ? "" : scalar.Value;

    // Only unquoted: "null" in quotes is a text.
    private static bool IsNothing(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
}
