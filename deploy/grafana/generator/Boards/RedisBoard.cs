using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>What the stages run on.</summary>
internal static class RedisBoard
{
    public static Board Make() => new(
        "quantum-redis-infrastructure",
        "Quantum Redis and Infrastructure",
        "Is Redis healthy, do the streams keep up, have the processes memory and time enough, is the journal safe.")
    {
        From = "now-3h",
        Sections =
        [
            new Section("Redis", [.. RedisPanels.Figures(), .. RedisPanels.Graphs()]),
            new Section("Streams", [.. StreamPanels.Panels()]),
            new Section("Processes", [.. ProcessPanels.Panels()]),
            new Section("Journal of the embedded engine", [.. ProcessPanels.Journal()]),
        ],
    };
}
