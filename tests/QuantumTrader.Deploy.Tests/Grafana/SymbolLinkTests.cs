using System.Text.Json.Nodes;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>Wherever a symbol is shown, it leads to the board of that symbol.</summary>
public sealed class SymbolLinkTests
{
    public static TheoryData<string> Boards => BoardFile.Names;

    [Theory]
    [MemberData(nameof(Boards))]
    public void Symbols_LeadToTheirBoard(string name)
    {
        foreach (var panel in BoardFile.Of(name).Panels)
        {
            var perSymbol = BoardFile.Text(panel, "type") is "stat" or "gauge" && BoardFile.Targets(panel).Any(target => BoardFile.Text(target, "legendFormat") == "{{symbol}}");
            var symbolColumn = panel["transformations"]?[1]!["options"]!["renameByName"]!["symbol"] is not null;
            var links = (perSymbol ? [panel["fieldConfig"]!["defaults"]!["links"]] : symbolColumn ? BoardFile.Overridden(panel, "links") : []).ToList();
            Assert.Equal(perSymbol || symbolColumn ? 1 : 0, links.Count);
            Assert.All(links, link => AssertLeadsToSymbol(link!.AsArray()));
        }
    }

    private static void AssertLeadsToSymbol(JsonArray links)
    {
        var url = Assert.Single(links)!["url"]!.GetValue<string>();
        var target = BoardFile.All.Single(board => url.StartsWith($"/d/{board.Uid}?", StringComparison.Ordinal));
        Assert.Contains(target.Variables, variable => BoardFile.Text(variable, "name") == "symbol");
        Assert.Matches(@"var-symbol=\$\{__(field\.labels\.symbol|value\.raw)\}", url);
        Assert.Contains("${__url_time_range}", url, StringComparison.Ordinal);
    }
}
