using QuantumTrader.Messaging.Redis;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>One server for the tests of a class that speaks TLS, and wants a password and a client certificate.</summary>
public sealed class RunningTlsRedis : IAsyncLifetime
{
    private readonly TlsFiles _files = new();
    private RedisServer _server = null!;

    public RedisOptions Options => new()
    {
        Url = _server.Url,
        Password = "pass:word@",
        AuthorityFile = _files.AuthorityFile,
        CertificateFile = _files.ClientFile,
        KeyFile = _files.ClientKeyFile,
        KeyPrefix = "blue:",
        OperationTimeoutMs = 10_000,
    };

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartWithTlsAsync(_files, "--requirepass", "pass:word@");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _files.Dispose();
    }
}
