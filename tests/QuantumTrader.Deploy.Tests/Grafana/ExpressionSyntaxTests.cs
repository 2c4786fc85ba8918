namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>Every expression is one that Prometheus takes: each becomes a recording rule, and promtool checks the rules.</summary>
public sealed class ExpressionSyntaxTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EveryExpression_IsAccepted()
    {
        var found = BoardFile.All.SelectMany(board => board.Expressions).ToList();
        var (exitCode, text) = await CheckAsync(found.Select(place => place.Expression));
        Assert.True(exitCode == 0, text);
        Assert.Contains($"{found.Count} rules found", text, StringComparison.Ordinal);
        output.WriteLine($"promtool accepts {found.Count} expressions of {BoardFile.All.Count} boards");
    }

    /// <summary>A variable that is not filled in would be sent to Prometheus as it is.</summary>
    [Fact]
    public void EveryVariable_IsKnown() => Assert.Empty(
        from board in BoardFile.All
        let known = board.Variables.Select(variable => "$" + BoardFile.Text(variable, "name")).Append("$__rate_interval").Append("$__range").ToList()
        from found in board.Expressions
        from word in found.Expression.Replace("\"$1\"", "", StringComparison.Ordinal).Split('$').Skip(1)
        let name = "$" + new string([.. word.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter == '_')])
        where !known.Contains(name)
        select $"{found.Place}: {name}");

    /// <summary>Several symbols are one regular expression; a panel that is repeated has one of them at a time.</summary>
    [Fact]
    public void ChosenSymbols_AreMatchedAsTheyCome() => Assert.Empty(
        from board in BoardFile.All
        from choice in board.Variables.Where(variable => BoardFile.Text(variable, "name") == "symbol")
        from panel in board.Panels
        let several = choice["multi"]!.GetValue<bool>() && panel["repeat"] is null
        from target in BoardFile.Targets(panel)
        let expression = BoardFile.Text(target, "expr")
        where expression.Contains("$symbol", StringComparison.Ordinal) && expression.Contains("symbol=~\"$symbol\"", StringComparison.Ordinal) != several
        select $"{board.Name}, {BoardFile.Text(panel, "title")}: {expression}");

    [Theory]
    [InlineData("sum(a) by")]
    [InlineData("rate(a)")]
    [InlineData("max(a{b=c})")]
    public async Task WhatIsWrong_IsRefused(string expression) => Assert.NotEqual(0, (await CheckAsync([expression])).ExitCode);

    private static Task<(int ExitCode, string Output)> CheckAsync(IEnumerable<string> expressions)
    {
        var rules = expressions.Select((expression, index) => new { record = $"board:expression:{index}", expr = Promtool.Fill(expression) });
        return Promtool.RunAsync(Promtool.Yaml(new { groups = new[] { new { name = "boards", rules } } }), "check", "rules");
    }
}
