using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What the harvest kernel sees and proposes, by symbol.</summary>
internal static class HarvestControlBoard
{
    private const int Third = 8;

    public static Board Make() => new(
        "quantum-harvest-control-p27",
        "Quantum Harvest Control (P2.7)",
        "What the harvest stage thinks of each open position: does the reason for it still stand, what has it earned, what is proposed.")
    {
        Variables = [Variable.Symbols("quantum_harvest_kill_score", several: true)],
        Sections = [new Section(Title: null, KillScore(), RNet(), NewStop(), Components(), Actions())],
    };

    private static GaugePanel KillScore() => new(
        "Kill Score",
        "How far the reason for the position is gone, from 0.5 (it stands) to 0.93. Red from 0.6: a full close is proposed; dark from 0.8: no gate "
        + "makes it smaller. Look at the components below for the cause, then at Actions Summary for what is being done. A symbol that is "
        + "missing has no proposal.")
    {
        Width = Third,
        Height = 8,
        Unit = Units.Number,
        Decimals = 3,
        Min = 0,
        Max = 1,
        Steps = Steps.KillScore,
        NoValue = "no proposal",
        Link = DataLink.FromSeries,
        Queries = [Query.Now("max by (symbol) (quantum_harvest_kill_score{symbol=~\"$symbol\"})", "{{symbol}}")],
    };

    private static StatPanel RNet() => new(
        "R_net",
        "Profit after costs in units of the position's own risk. Green from 7, yellow from 3, red below. The kernel proposes partial closes at "
        + "2, 4 and 6: "
        + "a high figure with no action in the table means that the proposals do not get through; look at the Pipeline board.")
    {
        Width = Third,
        Height = 8,
        Unit = Units.R,
        Decimals = 2,
        Steps = Steps.RNet,
        NoValue = "no proposal",
        Link = DataLink.FromSeries,
        Queries = [Query.Now("max by (symbol) (quantum_harvest_r_net{symbol=~\"$symbol\"})", "{{symbol}}")],
    };

    private static StatPanel NewStop() => new(
        "New SL",
        "Stop price that is proposed, in the quote currency. Only symbols with a proposed stop appear: none is shown as missing and never as 0. "
        + "A stop that stays here is not being set; compare it with the stop on the symbol's own board.")
    {
        Width = Third,
        Height = 8,
        Unit = Units.Price,
        NoValue = "none proposed",
        Link = DataLink.FromSeries,
        Queries = [Query.Now("max by (symbol) (quantum_harvest_new_sl{symbol=~\"$symbol\"})", "{{symbol}}")],
    };

    private static TimeSeriesPanel Components() => KillComponents.Stack(
        "$symbol Components",
        "What makes up the kill score of $symbol, each part already multiplied by the weight that its legend states; the height of the stack is z in "
        + "K = 1/(1+e^-z). The dashed lines stand where K reaches 0.6 and 0.8. One panel for each chosen symbol.") with
    {
        Width = 24,
        Height = 9,
        RepeatOver = "symbol",
    };

    private static TablePanel Actions() => new(
        "Actions Summary",
        "A line for each symbol: the score, the profit, the proposed stop, the proposed action and the two components that close most often, without "
        + "their weights. Choose a symbol to see what became of the proposal. Symbols without a proposal have no line.")
    {
        Width = 24,
        Height = 8,
        Unit = Units.Number,
        SortBy = "kill_score",
        Descending = true,
        NoValue = "",
        Hidden = [$"Value #{Query.RefId(3)}"],
        Queries =
        [
            Query.Rows("max by (symbol) (quantum_harvest_kill_score{symbol=~\"$symbol\"})"),
            Query.Rows("max by (symbol) (quantum_harvest_r_net{symbol=~\"$symbol\"})"),
            Query.Rows("max by (symbol) (quantum_harvest_new_sl{symbol=~\"$symbol\"})"),
            Query.Rows("max by (symbol, action) (quantum_harvest_action{symbol=~\"$symbol\"}) == 1"),
            Query.Rows("max by (symbol) (quantum_harvest_k_regime_flip{symbol=~\"$symbol\"})"),
            Query.Rows("max by (symbol) (quantum_harvest_k_ts_drop{symbol=~\"$symbol\"})"),
        ],
        Columns =
        [
            Column.Symbol(),
            Column.ValueOf(0, "kill_score") with { Decimals = 3, Steps = Steps.KillScore },
            Column.ValueOf(1, "R_net") with { Decimals = 2, Unit = Units.R },
            Column.ValueOf(2, "new_sl") with { Unit = Units.Price },
            Column.Label("action"),
            Column.ValueOf(4, "regime_flip"),
            Column.ValueOf(5, "ts_drop") with { Decimals = 3 },
        ],
    };
}
