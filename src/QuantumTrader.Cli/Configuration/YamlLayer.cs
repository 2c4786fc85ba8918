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
    private readonly int _lastLine;
    private readonly Parser _parser;
    private readonly YamlNodes _nodes;
    private readonly List<SettingEntry> _entries = [];
    private readonly List<SettingFault> _faults = [];

    private YamlLayer(string name, string yaml)
    {
        _name = name;
        _lastLine = yaml.AsSpan().TrimEnd('\n').Count('\n') + 1;
        _parser = new Parser(new StringReader(yaml));
        _nodes = new YamlNodes(_parser, LineOf, Fault);
    }

    /// <summary>Reads a file. What is wrong with it becomes a fault of the layer, also when it does not exist.</summary>
    public static SettingsLayer ReadFile(string path)
    {
        try
        {
            return Read(path, File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var reason = error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : error.Message;
            var fault = new SettingFault(null, null, $"cannot be read: {reason}", new SettingOrigin(path));
            return SettingsLayer.Empty with { Faults = [fault] };
        }
    }

    /// <param name="name">The file, as messages are to name it.</param>
    public static SettingsLayer Read(string name, string yaml)
    {
        var layer = new YamlLayer(name, yaml);

        // What was read before a syntax error stays: its faults are reported in the same go.
        try
        {
            layer.ReadStream();
        }
        catch (YamlException error)
        {
            layer.SyntaxFault(error.Message, error.Start, error.End);
        }
        catch (InvalidOperationException error)
        {
            // The scanner's own answer to some texts that it cannot make sense of, such as an anchor before "---" in a flow mapping.
            var near = layer._parser.Current?.End ?? Mark.Empty;
            layer.SyntaxFault(error.Message, near, near);
        }

        return new SettingsLayer(RefusesUnknownKeys: true, layer._entries, layer._faults);
    }

    // The start is where the broken piece begins, which may be well above the sign that breaks it.
    private void SyntaxFault(string message, Mark start, Mark end) =>
        Fault(null, $"is not valid YAML: {message}" + (end.Line > start.Line ? $" (up to line {LineOf(end)})" : ""), start);

    private void ReadStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return;
        _parser.Consume<DocumentStart>();
        if (_parser.Accept<MappingStart>(out _))
            ReadMapping(section: null);
        else if (_parser.Accept<Scalar>(out var scalar) && YamlNodes.IsNothing(scalar))
            _parser.MoveNext();
        else
            _nodes.Refuse(null, "must hold KEY: VALUE lines");
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
                _nodes.Refuse(section, "a key must be a plain name");
                _nodes.SkipValue();
            }
            else if (lines.TryAdd(key.Value, key.Start.Line))
            {
                ReadValue(section, key);
            }
            else
            {
                Fault(FullKey(section, key), $"stands twice, first in line {lines[key.Value]}", key.Start);
                _nodes.SkipValue();
            }
        }
    }

    private void ReadValue(string? section, Scalar key)
    {
        var origin = Origin(key.Start);
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            _entries.Add(new SettingEntry(section, key.Value, YamlNodes.Text(scalar), origin));
        }
        else if (section is null && _parser.Accept<MappingStart>(out _))
        {
            _entries.Add(new SettingEntry(null, key.Value, "", origin, SettingShape.Section));
            ReadMapping(key.Value);
        }
        else if (_nodes.Read(FullKey(section, key)) is { } node)
        {
            _entries.Add(node is SettingNode.Sequence list && list.Items.All(item => item is SettingNode.Scalar)
                ? new SettingEntry(section, key.Value, string.Join(',', list.Items.Select(item => item.Shown)), origin, SettingShape.List)
                : new SettingEntry(section, key.Value, "", origin, SettingShape.Structure, node));
        }
    }

    private void Fault(string? key, string rule, Mark at) => _faults.Add(new SettingFault(key, null, rule, Origin(at)));

    private SettingOrigin Origin(Mark at) => new(_name, LineOf(at));

    // At the end of the file the scanner counts lines that are not there.
    private int LineOf(Mark at) => (int)Math.Clamp(at.Line, 1, _lastLine);

    private static string FullKey(string? section, Scalar key) => section is null ? key.Value : $"{section}.{key.Value}";
}
