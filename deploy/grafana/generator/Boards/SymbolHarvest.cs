using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What the harvest stage proposes for one symbol, and what the heat gate left of it.</summary>
internal static class SymbolHarvest
{
    public static IEnumerable<Panel> Panels() =>
    [
        new GaugePanel(
            "Kill score now",
            "Red from 0.6: a full close is proposed; dark from 0.8: no gate makes it smaller. The stack beside says why.")
        {
            Width = 6, Height = 8, Unit = Units.Number, Decimals = 3, Min = 0, Max = 1, Steps = Steps.KillScore, NoValue = "no proposal",
            Queries = [Query.Now($"max(quantum_harvest_kill_score{{{SymbolBoard.Chosen}}})", "kill score")],
        },
        Graphs.Lines("Kill score over time", "The dashed lines are 0.6 and 0.8, where alerts fire.", Units.Number,
            Query.Over($"max(quantum_harvest_kill_score{{{SymbolBoard.Chosen}}})", "kill score"))
            with { Width = 9, Height = 8, Min = 0.5, Max = 1, Decimals = 2, ShowLimits = true, Steps = Steps.KillScore },
        KillComponents.Stack("Weighted components",
            "Each component times the weight its legend states; the height is z in K = 1/(1+e^-z), the dashed lines stand where K reaches 0.6 and 0.8.")
            with { Width = 9 },
        new StatPanel(
            "Action now",
            "What is proposed, and what the heat gate left of it. They differ when the gate made it smaller; its row on the Pipeline board says "
            + "why.")
        {
            Width = 6, Height = 8, Unit = Units.Number, NamesOnly = true, NoValue = "no proposal",
            Queries =
            [
                Query.Now($"max by (action) (quantum_harvest_action{{{SymbolBoard.Chosen}}}) == 1", "proposed {{action}}"),
                Query.Now($"max by (action) (quantum_harvest_calibrated_action{{{SymbolBoard.Chosen}}}) == 1", "left {{action}}"),
            ],
        },
        Actions("Proposed over time", "Which action was proposed when.", "quantum_harvest_action"),
        Actions("Left by the heat gate over time", "Which action the heat gate let through when.", "quantum_harvest_calibrated_action"),
    ];

    private static StateTimelinePanel Actions(string title, string description, string metric) => new(title, description + " A gap: no proposal, or the exporter was down.")
    {
        Width = 9,
        Height = 8,
        Unit = Units.Number,
        Steps = new Steps(Colours.Quiet, (Limits.Any, Colours.Plain)),
        Words = [new Word("0", "no", Colours.Quiet), new Word("1", "yes", Colours.Plain)],
        NoValue = "no proposal",
        Queries = [Query.Over($"max by (action) ({metric}{{{SymbolBoard.Chosen}}})", "{{action}}")],
    };
}
