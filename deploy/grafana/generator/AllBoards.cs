using QuantumTrader.Dashboards.Boards;
using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards;

/// <summary>The boards that are deployed: what <c>deploy/grafana/dashboards</c> holds is made from these.</summary>
public static class AllBoards
{
    public static IReadOnlyList<Board> InOrder { get; } =
    [
        OverviewBoard.Make(),
        HarvestControlBoard.Make(),
        HarvestBrainBoard.Make(),
        SafetyTelemetryBoard.Make(),
        PipelineBoard.Make(),
        SymbolBoard.Make(),
        RedisBoard.Make(),
    ];
}
