using System.Globalization;
using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Composition;

/// <summary>Puts the stages of this process under leases, where several processes can reach the same engine; the embedded engine has one process anyhow.</summary>
internal sealed class StageLeases(IStateStore store, TimeProvider time, SystemOptions options) : IAsyncDisposable
{
    // The start tells a process from an earlier one that had its number.
    private readonly string _owner = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{time.GetUtcNow().ToUnixTimeMilliseconds()}");

    private readonly List<LeasedStage> _leased = [];

    public IReadOnlyList<IStage> Of(IReadOnlyList<IStage> stages, Func<string, ILogger> logOf)
    {
        if (EngineFactory.RedisUrlOf(options) is null)
            return stages;
        foreach (var stage in stages)
        {
            var lease = new StageLease(store, time, stage.Name, _owner, TimeSpan.FromSeconds(options.StageLeaseSeconds));
            _leased.Add(stage is IFiniteStage feed ? new LeasedFeed(feed, lease, time, logOf(stage.Name)) : new LeasedStage(stage, lease, time, logOf(stage.Name)));
        }

        return _leased;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _leased)
            await stage.DisposeAsync();
    }
}
