using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>What all panels have.</summary>
/// <param name="Description">What the panel tells, and what to do about it.</param>
public abstract record Panel(string Title, string Description)
{
    /// <summary>The oldest release whose panels have every option that is written here.</summary>
    private const string PluginVersion = "10.4.0";

    /// <summary>Columns of the 24 of the grid.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Unit { get; init; }

    public required IReadOnlyList<Query> Queries { get; init; }

    public Steps Steps { get; init; } = Steps.None;

    public IReadOnlyList<Word> Words { get; init; } = [];

    public int? Decimals { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>What is said when there is no series.</summary>
    public string? NoValue { get; init; }

    public DataLink? Link { get; init; }

    /// <summary>Variable with whose values the panel is repeated, side by side.</summary>
    public string? RepeatOver { get; init; }

    /// <summary>Grafana's name of the kind of panel.</summary>
    protected abstract string Kind { get; }

    protected abstract JsonObject Options();

    /// <summary>Settings of a field that this kind of panel adds.</summary>
    protected virtual JsonObject Custom() => [];

    protected virtual string ColourMode => "thresholds";

    protected virtual JsonArray Overrides() => [];

    protected virtual JsonArray Transformations() => [];

    internal JsonObject ToJson(int id, int x, int y)
    {
        var panel = new JsonObject
        {
            ["id"] = id,
            ["type"] = Kind,
            ["title"] = Title,
            ["description"] = Description,
            ["pluginVersion"] = PluginVersion,
            ["datasource"] = DataSource.Chosen(),
            ["gridPos"] = new JsonObject { ["h"] = Height, ["w"] = Width, ["x"] = x, ["y"] = y },
            ["fieldConfig"] = new JsonObject { ["defaults"] = FieldDefaults(), ["overrides"] = Overrides() },
            ["options"] = Options(),
            ["targets"] = new JsonArray([.. Queries.Select((query, index) => query.ToJson(index))]),
        };
        var transformations = Transformations();
        if (transformations.Count > 0)
            panel["transformations"] = transformations;
        if (RepeatOver is not null)
        {
            panel["repeat"] = RepeatOver;
            panel["repeatDirection"] = "h";
            panel["maxPerRow"] = 3;
        }

        return panel;
    }

    private JsonObject FieldDefaults()
    {
        var defaults = new JsonObject
        {
            ["color"] = new JsonObject { ["mode"] = ColourMode },
            ["custom"] = Custom(),
            ["mappings"] = Word.ToJson(Words),
            ["thresholds"] = Steps.ToJson(),
            ["unit"] = Unit,
        };
        if (Decimals is { } decimals)
            defaults["decimals"] = decimals;
        if (Min is { } min)
            defaults["min"] = min;
        if (Max is { } max)
            defaults["max"] = max;
        if (NoValue is not null)
            defaults["noValue"] = NoValue;
        if (Link is not null)
            defaults["links"] = Link.ToJson();
        return defaults;
    }
}
