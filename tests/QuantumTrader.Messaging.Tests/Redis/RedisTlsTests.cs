using QuantumTrader.Messaging.Redis;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>Every way in which TLS and the login can be wrong says so, at the start and in mid-run.</summary>
public sealed class RedisTlsTests
{
    private const string Secret = "right-one";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task WrongPassword_IsSaidWithoutIt()
    {
        using var files = new TlsFiles();
        await using var server = await RedisServer.StartWithTlsAsync(files, "--requirepass", Secret, "--tls-auth-clients", "no");
        var options = OptionsOf(server, files) with { CertificateFile = null, KeyFile = null };
        await using (await ConnectAsync(options))
        {
            // With the right one it opens.
        }

        Assert.Contains("it refuses the login: WRONGPASS", await RefusedAsync(options with { Password = "wrong-one" }), StringComparison.Ordinal);
        Assert.Contains("it wants a password: NOAUTH", await RefusedAsync(options with { Password = null }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongAuthority_IsSaid()
    {
        using var files = new TlsFiles();
        using var others = new TlsFiles();
        await using var server = await RedisServer.StartWithTlsAsync(files);

        var message = await RefusedAsync(OptionsOf(server, files) with { AuthorityFile = others.AuthorityFile });
        var none = await RefusedAsync(OptionsOf(server, files) with { AuthorityFile = null });

        Assert.Contains("its certificate is signed by nobody who is trusted here (REDIS_TLS_CA_FILE)", message, StringComparison.Ordinal);
        Assert.Contains("its certificate is signed by nobody who is trusted here (REDIS_TLS_CA_FILE)", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongHostName_IsSaid()
    {
        using var files = new TlsFiles("redis.example");
        await using var server = await RedisServer.StartWithTlsAsync(files);

        Assert.Contains("its certificate is for another host name", await RefusedAsync(OptionsOf(server, files)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_IsSaid()
    {
        using var files = new TlsFiles(expired: true);
        await using var server = await RedisServer.StartWithTlsAsync(files);

        Assert.Contains("its certificate has expired", await RefusedAsync(OptionsOf(server, files)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoClientCertificate_IsSaid()
    {
        using var files = new TlsFiles();
        await using var server = await RedisServer.StartWithTlsAsync(files);

        var message = await RefusedAsync(OptionsOf(server, files) with { CertificateFile = null, KeyFile = null });

        Assert.Contains("client certificate", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainTextToTls_AndTheReverse_AreSaid()
    {
        using var files = new TlsFiles();
        await using var secure = await RedisServer.StartWithTlsAsync(files);
        await using var plain = await RedisServer.StartAsync();

        Assert.Contains("TLS", await RefusedAsync(new RedisOptions { Url = $"redis://127.0.0.1:{secure.Port}" }), StringComparison.Ordinal);
        Assert.Contains("no answer to TLS in time: it may speak plain text", await RefusedAsync(new RedisOptions { Url = $"rediss://127.0.0.1:{plain.Port}" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesThatHoldSomethingElse_AreRefusedByTheirSetting()
    {
        using var files = new TlsFiles();
        var options = new RedisOptions { Url = "rediss://127.0.0.1:1" };

        await RefusedAsync(options with { AuthorityFile = files.AuthorityFile + ".none" }, "REDIS_TLS_CA_FILE");
        await RefusedAsync(options with { AuthorityFile = files.ClientKeyFile }, "REDIS_TLS_CA_FILE");
        await RefusedAsync(options with { CertificateFile = files.ClientFile, KeyFile = files.ServerKeyFile }, "REDIS_TLS_CERT_FILE");
        await RefusedAsync(options with { Url = "redis://127.0.0.1:1", AuthorityFile = files.AuthorityFile }, "rediss://");
    }

    [Fact]
    public async Task PasswordChangedInMidRun_IsSaid_AndItGoesOnWhenItIsBack()
    {
        using var files = new TlsFiles();
        await using var server = await RedisServer.StartWithTlsAsync(files, "--requirepass", Secret);
        await using var engine = await ConnectAsync(OptionsOf(server, files));
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);
        await using var admin = await AdminAsync(server, files, Secret);

        await admin.TextAsync("CONFIG", "SET", "requirepass", "another");
        await admin.TextAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

        await UntilAsync(engine, failure => failure.Contains("it refuses the login: WRONGPASS", StringComparison.Ordinal));
        await admin.TextAsync("CONFIG", "SET", "requirepass", Secret);
        await UntilAsync(engine, failure => failure.Length == 0);
    }

    [Fact]
    public async Task CertificateReplacedInMidRun_IsSaid_AndItGoesOnWhenItIsBack()
    {
        using var files = new TlsFiles();
        using var others = new TlsFiles();
        await using var server = await RedisServer.StartWithTlsAsync(files, "--requirepass", Secret, "--tls-auth-clients", "no");
        await using var engine = await ConnectAsync(OptionsOf(server, files));
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);
        await using var admin = await AdminAsync(server, files, Secret);

        await admin.TextAsync("CONFIG", "SET", "tls-cert-file", others.ServerFile, "tls-key-file", others.ServerKeyFile);
        await admin.TextAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

        await UntilAsync(engine, failure => failure.Contains("signed by nobody who is trusted here", StringComparison.Ordinal));
        await admin.TextAsync("CONFIG", "SET", "tls-cert-file", files.ServerFile, "tls-key-file", files.ServerKeyFile);
        await UntilAsync(engine, failure => failure.Length == 0);
    }

    private static RedisOptions OptionsOf(RedisServer server, TlsFiles files) => new()
    {
        Url = server.Url,
        Password = Secret,
        AuthorityFile = files.AuthorityFile,
        CertificateFile = files.ClientFile,
        KeyFile = files.ClientKeyFile,
    };

    private static Task<RedisEngine> ConnectAsync(RedisOptions options) =>
        RedisEngine.ConnectAsync(options with { ConnectTimeoutMs = 2_000, OperationTimeoutMs = 2_000 }, TimeProvider.System).WaitAsync(Deadline);

    private static Task<RawRedis> AdminAsync(RedisServer server, TlsFiles files, string password) => RawRedis.ConnectAsync(server.Port, password, files);

    private static async Task<string> RefusedAsync(RedisOptions options)
    {
        var failure = await Assert.ThrowsAsync<EngineUnavailableException>(() => ConnectAsync(options));
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain("-one", failure.ToString(), StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);
        return failure.Message;
    }

    private static async Task RefusedAsync(RedisOptions options, string named)
    {
        var failure = await Assert.ThrowsAsync<FormatException>(() => ConnectAsync(options));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    // Empty: no failure.
    private static async Task UntilAsync(RedisEngine engine, Func<string, bool> holds)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        for (var last = ""; ; await Task.Delay(20))
        {
            try
            {
                await engine.Store.GetTextAsync("key");
                last = "";
            }
            catch (EngineUnavailableException failure)
            {
                last = failure.Message;
            }

            if (holds(last))
                return;
            Assert.False(deadline.IsCancellationRequested, $"the deadline is over; last: {last}");
        }
    }
}
