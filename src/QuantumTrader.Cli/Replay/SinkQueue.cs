using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Hands everything on to a sink in the same order, on a task of its own: counting, hashing and writing go on beside the stages and do not hold them up. What is handed on must
/// not change afterwards, which is so for all that has been published.
/// </summary>
internal sealed class SinkQueue : IReplaySink, IAsyncDisposable
{
    // So many at a time that handing over costs nothing.
    private const int BatchSize = 1024;

    // A sink that is slower than the stages holds them up instead of filling the memory.
    private const int MostWaiting = 8;

    private readonly Channel<List<Action<IReplaySink>>> _batches =
        Channel.CreateBounded<List<Action<IReplaySink>>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    private readonly Task _work;
    private List<Action<IReplaySink>> _batch = new(BatchSize);

    public SinkQueue(IReplaySink sink) => _work = Task.Run(() => WorkAsync(sink));

    /// <summary>To be called now and then, at the end of an instant. Throws what the sink threw.</summary>
    public ValueTask PassOnAsync(CancellationToken cancellation) => _batch.Count < BatchSize ? default : SendAsync(cancellation);

    /// <summary>Returns when the sink has taken everything. Throws what the sink threw.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await SendAsync(cancellation);
        _batches.Writer.Complete();
        await _work;
    }

    public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal) => _batch.Add(sink => sink.OnRisk(epoch, symbol, proposal));

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal) => _batch.Add(sink => sink.OnHarvest(epoch, symbol, proposal));

    public void OnCalibrated(long epoch, CalibratedRecord act) => _batch.Add(sink => sink.OnCalibrated(epoch, act));

    public void OnPlan(long epoch, PlanRecord plan) => _batch.Add(sink => sink.OnPlan(epoch, plan));

    public void OnPermit(long epoch, PermitNoticeRecord notice) => _batch.Add(sink => sink.OnPermit(epoch, notice));

    public void OnAct(long epoch, HarvestActRecord act) => _batch.Add(sink => sink.OnAct(epoch, act));

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => _batch.Add(sink => sink.OnRejection(epoch, rejection));

    public void OnVenueEvent(long epoch, VenueEventRecord happened) => _batch.Add(sink => sink.OnVenueEvent(epoch, happened));

    public void OnExecution(long epoch, ExecutionResultRecord done) => _batch.Add(sink => sink.OnExecution(epoch, done));

    public void OnResult(long epoch, ApplyResultRecord result) => _batch.Add(sink => sink.OnResult(epoch, result));

    public void OnAccount(long epoch, VenueAccount account) => _batch.Add(sink => sink.OnAccount(epoch, account));

    /// <summary>The sink is left alone when this returns.</summary>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();

        // Its failure has been thrown, or something else has ended the replay.
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        try
        {
            await _batches.Writer.WriteAsync(_batch, cancellation);
            _batch = new List<Action<IReplaySink>>(BatchSize);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private async Task WorkAsync(IReplaySink sink)
    {
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync())
            {
                foreach (var hand in batch)
                    hand(sink);
            }
        }
        catch (Exception failure)
        {
            _batches.Writer.TryComplete(failure);
            throw;
        }
    }
}
