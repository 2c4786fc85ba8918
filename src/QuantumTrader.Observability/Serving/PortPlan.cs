using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability.Serving;

/// <summary>Which ports a process serves. Contract section 11: every stage on its own, and a process with several of them all together on one more.</summary>
public static class PortPlan
{
    /// <param name="safetyPort">The safety exporter's own setting for its port (PORT).</param>
    /// <returns>The port of each stage that has one, and under no name the port of all together.</returns>
    public static IReadOnlyList<(string? Stage, int Port)> Of(IReadOnlyList<string> stages, MetricsOptions options, int safetyPort)
    {
        if (options.Port == 0)
            return [];
        var named = options.StagePorts;
        var plan = new List<(string? Stage, int Port)>();
        foreach (var stage in stages)
        {
            var documented = stage == StageNames.SafetyExporter ? safetyPort : StagePorts.Documented[stage];
            var port = named.TryGetValue(stage, out var own) ? own : stages.Count == 1 && options.Port is { } only ? only : documented;
            if (port != 0)
                plan.Add((stage, port));
        }

        if (stages.Count > 1)
            plan.Add((null, options.Port ?? StagePorts.Together));
        return plan;
    }
}
