using System.Globalization;
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

    /// <summary>Makes a stage, which may write only while this process has its lease.</summary>
    /// <param name="context">What it would be given without a lease.</param>
    public IStage Make(string name, StageContext context, Func<StageContext, IStage> make)
    {
        if (!options.IsOnRedis)
            return make(context);
        var lease = new StageLease(store, time, name, _owner, TimeSpan.FromSeconds(options.StageLeaseSeconds));
        var stage = make(new LeaseFence(lease, time, name).Around(context));
        var leased = stage is IFiniteStage feed ? new LeasedFeed(feed, lease, time, context.Log) : new LeasedStage(stage, lease, time, context.Log);
        _leased.Add(leased);
        return leased;
    }

    // All at once: with a Redis that does not answer each takes its whole timeout, and a service has a few seconds to end.
    public async ValueTask DisposeAsync() => await Task.WhenAll(_leased.Select(stage => stage.DisposeAsync().AsTask()));
}
