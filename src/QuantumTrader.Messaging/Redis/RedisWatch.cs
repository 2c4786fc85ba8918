namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// Looks at the servers of an address after a failure: says what is wrong with the one in use, and which one is to be used instead. However many calls fail together, there is one look
/// at a time.
/// </summary>
internal sealed class RedisWatch(RedisConnector connector, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // How long a failed call waits to be told why. A server that answers at all does so within this time.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private Task _look = Task.CompletedTask;
    private Task _found = Task.CompletedTask;
    private volatile string? _reason;

    /// <returns>Why the server in use does not serve, as far as is known by now; null when it can be asked.</returns>
    /// <param name="current">Who is in use.</param>
    /// <param name="changeAsync">Takes another master into use.</param>
    public async Task<string?> LookAsync(Func<RedisConnection> current, Func<RedisHost, CancellationToken, Task> changeAsync)
    {
        Task found;
        lock (_lock)
        {
            if (_look.IsCompleted && !_closing.IsCancellationRequested)
            {
                var finding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _look = LookAndPauseAsync(current, changeAsync, finding);
                _found = finding.Task;
            }

            found = _found;
        }

        await Task.WhenAny(found, Task.Delay(Patience, time));
        return _reason;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task LookAndPauseAsync(Func<RedisConnection> current, Func<RedisHost, CancellationToken, Task> changeAsync, TaskCompletionSource finding)
    {
        await Task.Yield();
        try
        {
            var cancellation = _closing.Token;
            var seen = await connector.LookAsync(cancellation);
            var used = current();
            var masters = seen.Where(server => server.IsMaster).Select(server => server.Host).ToList();
            _reason = masters.Contains(used.Host) ? null : RedisConnector.ReasonOf(seen);
            if (masters is [var master] && master != used.Host)
                await changeAsync(master, cancellation);
            else if (seen.Any(server => server.Host == used.Host && server.Fault is null))
                await used.Client.ConfigureAsync();
        }
        catch (Exception failure) when (failure is EngineUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            // The next failure looks again; a link that is closed needs nothing more.
        }
        finally
        {
            finding.SetResult();
        }

        await Task.Delay(Pause, time);
    }
}
