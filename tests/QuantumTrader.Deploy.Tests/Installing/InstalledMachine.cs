namespace QuantumTrader.Deploy.Tests.Installing;

/// <summary>A machine on which the system has been installed once, for tests that begin there: an install takes seconds, a copy of it does not.</summary>
public sealed class InstalledMachine : IAsyncLifetime
{
    private InstallRoot _machine = null!;

    public async ValueTask InitializeAsync()
    {
        _machine = await InstallRoot.CreateAsync();
        var outcome = await _machine.InstallAsync();
        Assert.True(outcome.ExitCode == 0, outcome.All);
    }

    internal Task<InstallRoot> CopyAsync() => _machine.CopyAsync();

    public ValueTask DisposeAsync()
    {
        _machine.Dispose();
        return default;
    }
}
