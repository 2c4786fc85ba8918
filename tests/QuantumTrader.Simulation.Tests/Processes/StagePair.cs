using System.Globalization;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>Two ordinary processes of one stage: one works, one stands by.</summary>
internal sealed class StagePair(string stage, string[] settings, IStateStore store) : IAsyncDisposable
{
    private readonly List<RunningProgram> _running = [];
    private RunningProgram? _frozen;

    public string Stage => stage;

    public string Errors => string.Join('\n', _running.Append(_frozen).Select(process => process?.Errors));

    public void Fill()
    {
        while (_running.Count < 2)
            _running.Add(StageChain.Ordinary(stage, settings));
    }

    /// <summary>SIGKILL to the one that works; another one is started, to stand by.</summary>
    /// <returns>False: nobody works at the moment.</returns>
    public async Task<bool> KillActiveAsync()
    {
        if (await TakeActiveAsync() is not { } active)
            return false;
        await active.KillAsync();
        await active.DisposeAsync();
        Fill();
        return true;
    }

    /// <summary>SIGSTOP to the one that works.</summary>
    /// <returns>False: nobody works at the moment.</returns>
    public async Task<bool> FreezeActiveAsync()
    {
        if (await TakeActiveAsync() is not { } active)
            return false;
        _frozen = active;
        await active.FreezeAsync();
        Fill();
        return true;
    }

    /// <summary>Once another one has the stage, the one that was frozen goes on.</summary>
    /// <returns>How it ends.</returns>
    public async Task<Outcome> ThawAsync()
    {
        while (await HolderAsync() is not { } holder || holder == _frozen!.Id)
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        await using var frozen = _frozen!;
        _frozen = null;
        await frozen.ThawAsync();
        return await frozen.EndAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>A process that was too slow to renew its lease ends itself; it is started again, as a service manager does.</summary>
    public async Task TendAsync()
    {
        foreach (var ended in _running.Where(process => !process.IsAlive).ToList())
        {
            _running.Remove(ended);
            var outcome = await ended.EndAsync(TimeSpan.FromSeconds(10));
            await ended.DisposeAsync();
            if (!outcome.Errors.Contains("its lease ended", StringComparison.Ordinal))
                throw new InvalidOperationException($"{stage}: exit code {outcome.ExitCode}\n{outcome.Errors}");
        }

        Fill();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
            await process.DisposeAsync();
        if (_frozen is not null)
            await _frozen.DisposeAsync();
    }

    private async Task<RunningProgram?> TakeActiveAsync()
    {
        var holder = await HolderAsync();
        var active = _running.Find(process => process.Id == holder);
        if (active is not null)
            _running.Remove(active);
        return active;
    }

    // The lease names its holder as machine:process:start.
    private async Task<int?> HolderAsync() => (await store.GetTextAsync(Keys.StageLease(stage))).Value?.Split(':') is [.., var id, _]
        ? int.Parse(id, CultureInfo.InvariantCulture)
        : null;
}
