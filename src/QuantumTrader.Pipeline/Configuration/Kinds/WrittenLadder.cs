using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A ladder as it is written out in a file: what came of reading it, and in which line what of it stands.</summary>
internal sealed class WrittenLadder
{
    private readonly int? _line;
    private readonly List<WrittenRung> _rungs = [];

    private WrittenLadder(int? line, LadderReading reading) => (_line, Reading) = (line, reading);

    private WrittenLadder(int? line, IReadOnlyList<SettingNode> items)
    {
        _line = line;
        foreach (var item in items)
            _rungs.AddRange(WrittenRung.Of(item, _rungs.Count + 1));
        Reading = HarvestLadder.Read([.. _rungs.Select(rung => rung.Text)], [.. _rungs.SelectMany(rung => rung.Faults.Keys)]);
    }

    public LadderReading Reading { get; }

    /// <summary>A list of rungs below a key, whose line is not known here.</summary>
    public static WrittenLadder Of(SettingNode.Sequence rungs) => new(line: null, rungs.Items);

    /// <summary>The value of a field: a list of rungs, or the text of a ladder.</summary>
    public static WrittenLadder Of(SettingField field) => field.Value switch
    {
        SettingNode.Sequence rungs => new WrittenLadder(field.Line, rungs.Items),
        SettingNode.Scalar text => new WrittenLadder(field.Line, HarvestLadder.Parse(text.Text)),
        var other => new WrittenLadder(field.Line, new LadderReading(null, [new LadderFault(null, null, null, $"must be a ladder, not {other.InWords}")])),
    };

    /// <summary>The line of the field, else of the rung, else of the ladder; null: that of the key above it.</summary>
    public int? LineOf(LadderFault? fault) => fault?.Rung is { } rung && rung <= _rungs.Count ? _rungs[rung - 1].LineOf(fault) : _line;
}
