using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>
/// Puts panels into lines from left to right. A line has to be full and of one height, so that no board has holes: a layout that is not fails here.
/// </summary>
internal sealed class Grid
{
    private const int Columns = 24;

    private int _nextId = 1;
    private int _x;
    private int _y;
    private int _height;

    public JsonArray Place(IReadOnlyList<Section> sections)
    {
        var placed = new JsonArray();
        foreach (var section in sections)
            Place(section, placed);
        return placed;
    }

    private void Place(Section section, JsonArray placed)
    {
        var target = placed;
        if (section.Title is not null)
        {
            var inside = new JsonArray();
            placed.Add((JsonNode)Heading(section, inside));
            if (section.Closed)
                target = inside;
        }

        var top = _y;
        foreach (var panel in section.Panels)
            target.Add((JsonNode)Place(panel));
        if (_x != 0)
            throw new InvalidOperationException($"the last line of {section.Title ?? "the board"} ends at column {_x}");

        // A closed section takes no room; its panels are placed as if it were open.
        if (section.Closed)
            _y = top;
    }

    private JsonObject Heading(Section section, JsonArray inside) => new()
    {
        ["id"] = _nextId++,
        ["type"] = "row",
        ["title"] = section.Title,
        ["collapsed"] = section.Closed,
        ["gridPos"] = new JsonObject { ["h"] = 1, ["w"] = Columns, ["x"] = 0, ["y"] = _y++ },
        ["panels"] = inside,
    };

    private JsonObject Place(Panel panel)
    {
        if (_x == 0)
            _height = panel.Height;
        if (_x + panel.Width > Columns || panel.Height != _height)
            throw new InvalidOperationException($"{panel.Title} does not fit into its line: column {_x}, width {panel.Width}, height {panel.Height} of {_height}");

        var json = panel.ToJson(_nextId++, _x, _y);
        _x += panel.Width;
        if (_x == Columns)
        {
            _x = 0;
            _y += _height;
        }

        return json;
    }
}
