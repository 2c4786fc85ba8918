using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>Where in the chain from bar to order something waits, fails or stands still.</summary>
internal static class PipelineBoard
{
    public static Board Make() => new(
        "quantum-pipeline",
        "Quantum Pipeline",
        "The stages in the order of the flow. The table says which one is in trouble; open its row for the reason.")
    {
        Sections =
        [
            new Section("All stages", PipelineSummary.Stages(), PipelineSummary.Work(), PipelineSummary.Lag(), PipelineSummary.Failures()),
            Stage("feed", "bars into the pipeline", StageFigures.ReadersOf("feed", "market.klines"), FiguresOfInputs.Feed()),
            Stage("market-state", "volatility, trend and regime from bars", StageFigures.Groups("market-state", "market_state"), FiguresOfInputs.MarketState()),
            Stage("position-state", "the truth about positions", StageFigures.Groups("position-state", "position_state|p33"), FiguresOfInputs.PositionState()),
            Stage("risk-proposal", "where the stop and the target belong", StageFigures.Groups("risk-proposal", "risk_proposal"), FiguresOfProposals.Risk()),
            Stage("harvest-proposal", "what to take and when to leave", StageFigures.Groups("harvest-proposal", "harvest_proposal"), FiguresOfProposals.Harvest()),
            Stage("heat-gate", "how much of it may happen", StageFigures.Groups("heat-gate", "p26_heat_gate"), FiguresOfProposals.HeatGate()),
            Stage("governor", "how often it may happen", StageFigures.Groups("governor", "governor"), FiguresOfOrders.Governor()),
            Stage("apply", "plans and their permits", StageFigures.Groups("apply", "apply_layer"), FiguresOfOrders.Apply()),
            Stage("execution", "orders at the venue", StageFigures.Groups("execution", "execution"), FiguresOfOrders.Execution()),
            Stage("harvest-brain", "the ladder of the other engine", StageFigures.Groups("harvest-brain", "harvest_brain(:execution)?"), FiguresOfBrain.Panels()),
            Stage("intent-router", "intents through the safety kernel", StageFigures.Groups("intent-router", "intent_router"), FiguresOfRouter.Panels()),
            Stage("harvest-exporter", "figures of the proposals", FiguresOfOthers.HarvestCache(), FiguresOfOthers.HarvestExporter()),
            Stage("safety-exporter", "figures of safety, streams and Redis", FiguresOfOthers.SafetyScrapes(), FiguresOfOthers.SafetyExporter()),
            Stage("notifier", "what people are told", StageFigures.Groups("notifier", "notifier"), FiguresOfOthers.Notifier()),
        ],
    };

    private static Section Stage(string stage, string purpose, Panel input, IEnumerable<Panel> figures) => new(
        $"{stage}: {purpose}",
        [StageFigures.Items(stage), StageFigures.Ages(stage), StageFigures.Durations(stage), input, .. figures])
    {
        Closed = true,
    };
}
