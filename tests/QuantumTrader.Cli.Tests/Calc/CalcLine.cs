using System.Collections.Immutable;
using System.Text.Json;
using QuantumTrader.Cli.Calc;

namespace QuantumTrader.Cli.Tests.Calc;

/// <summary>A line of input to change field by field. Values are JSON text as it stands, so that a line can also hold what is not JSON.</summary>
internal sealed record CalcLine(ICalculator Calculator, ImmutableList<(string Path, string Json)> Fields)
{
    private const string Position =
        """position.symbol "BTCUSDT"; position.side "LONG"; position.entry_price 100; position.current_price 105; position.peak_price 106; """
        + "position.trough_price 98; position.age_sec 3600; position.unrealized_pnl 5; position.current_sl 98; position.current_tp null; ";

    public static CalcLine Harvest { get; } = Of(
        new HarvestCalculator(),
        Position + "market_state.sigma 0.01; market_state.ts 0.3; market_state.p_trend 0.5; market_state.p_mr 0.2; market_state.p_chop 0.3; "
        + "p1_proposal.stop_dist_pct 0.02; theta null");

    public static CalcLine Risk { get; } = Of(
        new RiskCalculator(),
        "symbol \"BTCUSDT\"; " + Position + "market_state.sigma 0.01; market_state.ts 0.3; market_state.regime_probs.trend 0.5; "
        + "market_state.regime_probs.mr 0.2; market_state.regime_probs.chop 0.3; theta null");

    public static CalcLine MarketState { get; } = Of(
        new MarketStateCalculator(), $"theta null; prices [{string.Join(',', Enumerable.Range(0, 257).Select(bar => 100 + (bar % 7)))}]");

    public static CalcLine Ladder { get; } = Of(
        new LadderCalculator(),
        "position.side \"LONG\"; position.entry_price 3300; position.stop_loss 3200; position.quantity 1.0; position.original_quantity 1.0; position.taken []; "
        + "price 3350; ladder \"0.5:0.25,1.0:0.25,1.5:0.25\"; settings null");

    public static CalcLine Named(string kernel) => kernel switch
    {
        "harvest" => Harvest,
        "risk" => Risk,
        "market-state" => MarketState,
        _ => throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "no such kernel"),
    };

    /// <summary>The line with another value of the field at the path; what stood at the path or below it is gone.</summary>
    public CalcLine With(string path, string json) => this with { Fields = Without(path).Fields.Add((path, json)) };

    public CalcLine Without(string path) => this with
    {
        Fields = Fields.RemoveAll(field => field.Path == path || field.Path.StartsWith(path + ".", StringComparison.Ordinal)),
    };

    public string Answer() => CalcLoop.Answer(Calculator, ToString());

    /// <summary>The text of the refusal; fails when the line is accepted.</summary>
    public string Error()
    {
        var answer = JsonElement.Parse(Answer());
        Assert.True(answer.IsRefused(), $"{this} was accepted: {answer}");
        return answer.GetProperty("error").GetString()!;
    }

    public override string ToString() => Object(Fields);

    private static string Object(IEnumerable<(string Path, string Json)> fields) =>
        "{" + string.Join(',', fields.GroupBy(field => field.Path.Split('.')[0]).Select(Property)) + "}";

    private static string Property(IGrouping<string, (string Path, string Json)> group)
    {
        var isPlain = group.All(field => field.Path == group.Key);
        var value = isPlain ? group.Single().Json : Object(group.Select(field => (field.Path[(group.Key.Length + 1)..], field.Json)));
        return $"\"{group.Key}\":{value}";
    }

    private static CalcLine Of(ICalculator calculator, string fields) =>
        new(calculator, [.. fields.Split("; ").Select(field => field.Split(' ', 2)).Select(parts => (parts[0], parts[1]))]);
}
