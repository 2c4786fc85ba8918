using System.Reflection;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

public sealed class TableTests
{
    // The feed is another matter: a recording begins anew.
    [Fact]
    public void EveryStage_IsInTheTable()
    {
        var rows = typeof(KillTable).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(KillTable))).SelectMany(type => type.GetMethods())
            .SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>()).Select(row => (string)row.Data[0]!);

        Assert.Equal(StageNames.InOrder.Where(name => name != StageNames.Feed).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
