using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// Speaks to a server once, by hand: connects, logs in, asks what it is. The client library tells neither why it gets no connection nor
/// which of several servers is the master before it is connected to them all, and it would follow a cluster to all its nodes.
/// </summary>
internal sealed class RedisProbe(RedisAddress address, RedisOptions options, RedisTls? tls, TimeProvider time)
{
    // The first byte of an alert that a TLS server sends when it is spoken to in plain text.
    private const char TlsAlert = '\x15';

    private const string Cluster = "it is a Redis Cluster node: a single server is required, or a master with replicas, since one change here may touch keys of several slots";

    private const string Silent = "it ends the connection without an answer: it may want TLS (rediss://)";
    private const string SilentOverTls = "it ends the connection without an answer: it may speak plain text (redis://), or want another client certificate (REDIS_TLS_CERT_FILE)";

    public async Task<RedisSeen> LookAsync(RedisHost host, CancellationToken cancellation)
    {
        var patience = TimeSpan.FromMilliseconds(options.ConnectTimeoutMs);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var isAgreed = tls is null;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host.Name, host.Port, either.Token);
            limit.CancelAfter(patience);
            await using Stream stream = tls is null ? client.GetStream() : await SecureAsync(client.GetStream(), host, tls, either.Token);
            isAgreed = true;
            limit.CancelAfter(patience);
            return await AskAsync(stream, host, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new RedisSeen(host, IsMaster: false, isAgreed ? "no answer in time" : "no answer to TLS in time: it may speak plain text (redis://)");
        }
        catch (AuthenticationException)
        {
            return new RedisSeen(host, IsMaster: false, tls?.Refusal ?? "there is no agreement on TLS: it may speak plain text (redis://), or refuse this client's certificate");
        }
        catch (SocketException failure)
        {
            return new RedisSeen(host, IsMaster: false, failure.Message);
        }
        catch (IOException)
        {
            return new RedisSeen(host, IsMaster: false, tls is null ? Silent : SilentOverTls);
        }
    }

    private static async Task<SslStream> SecureAsync(NetworkStream stream, RedisHost host, RedisTls tls, CancellationToken cancellation)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host.Name,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => tls.Accepts(certificate, chain, errors),
                LocalCertificateSelectionCallback = (_, _, _, _, _) => tls.Own()!,
            },
            cancellation);
        return secure;
    }

    private async Task<RedisSeen> AskAsync(Stream stream, RedisHost host, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (address.Password is { } password)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n"), cancellation);
            if (FaultIn(await reader.ReadLineAsync(cancellation), "it refuses the login") is { } refused)
                return new RedisSeen(host, IsMaster: false, refused);
        }

        // A server that loads its data tells its role, but does not serve.
        await stream.WriteAsync("*1\r\n$4\r\nPING\r\n"u8.ToArray(), cancellation);
        if (FaultIn(await reader.ReadLineAsync(cancellation), "it does not serve") is { } idle)
            return new RedisSeen(host, IsMaster: false, idle);

        // A node answers with text, every other server with an error. It is asked for by name since a node without its slots says that it is a master, too.
        await stream.WriteAsync("*2\r\n$7\r\nCLUSTER\r\n$4\r\nINFO\r\n"u8.ToArray(), cancellation);
        if (await reader.ReadLineAsync(cancellation) is ['$', ..])
            return new RedisSeen(host, IsMaster: false, Cluster);

        // Answers with a list; its first element, in the third line, is the role.
        await stream.WriteAsync("*1\r\n$4\r\nROLE\r\n"u8.ToArray(), cancellation);
        if (FaultIn(await reader.ReadLineAsync(cancellation), "it does not serve") is { } fault)
            return new RedisSeen(host, IsMaster: false, fault);
        await reader.ReadLineAsync(cancellation);
        return new RedisSeen(host, await reader.ReadLineAsync(cancellation) == "master", Fault: null);
    }

    private string? FaultIn(string? line, string refused) => line switch
    {
        null => tls is null ? Silent : SilentOverTls,
        [TlsAlert, ..] => "it speaks TLS: rediss:// is required, or REDIS_TLS",
        ['-', .. var text] => $"{RedisFault.MeaningOf(text) ?? refused}: {text}",
        ['+' or '*', ..] => null,
        _ => "nothing there answers as Redis does",
    };
}
