using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using QuantumTrader.Tests.Support;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>Another program that looks at the same server.</summary>
internal sealed class RawRedis : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _connection;

    private RawRedis(ConnectionMultiplexer connection) => _connection = connection;

    public static async Task<RawRedis> ConnectAsync(int port) =>
        new(await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true,syncTimeout=10000"));

    /// <summary>Over TLS, with the certificate of a client.</summary>
    public static async Task<RawRedis> ConnectAsync(int port, string password, TlsFiles files)
    {
        var configuration = ConfigurationOptions.Parse($"127.0.0.1:{port},allowAdmin=true,syncTimeout=10000,ssl=true,sslHost=127.0.0.1");
        configuration.Password = password;
        using var authority = X509CertificateLoader.LoadCertificateFromFile(files.AuthorityFile);
        var issuer = authority.Subject;
        var own = X509Certificate2.CreateFromPemFile(files.ClientFile, files.ClientKeyFile);
        configuration.CertificateValidation += (_, certificate, _, _) => certificate?.Issuer == issuer;
        configuration.CertificateSelection += (_, _, _, _, _) => own;
        return new RawRedis(await ConnectionMultiplexer.ConnectAsync(configuration));
    }

    public async Task<string> TextAsync(string command, params object[] arguments) =>
        (string)await _connection.GetDatabase().ExecuteAsync(command, arguments);

    public async Task<string[]> TextsAsync(string command, params object[] arguments) =>
        (string[])await _connection.GetDatabase().ExecuteAsync(command, arguments);

    /// <summary>Name and value pairs of the newest entry of a stream.</summary>
    public async Task<string[]> NewestEntryAsync(string stream)
    {
        var entries = (RedisResult[])await _connection.GetDatabase().ExecuteAsync("XREVRANGE", stream, "+", "-", "COUNT", 1);
        return (string[])((RedisResult[])entries[0])[1];
    }

    public async Task<long> StatisticAsync(string name)
    {
        var info = await TextAsync("INFO", "stats");
        var line = info.Split('\n').Single(text => text.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync(allowCommandsToComplete: false);
        _connection.Dispose();
    }
}
