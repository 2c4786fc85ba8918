using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuantumTrader.Tests.Support;

/// <summary>A real redis-server on a free loopback port with a directory of its own. It can be killed, frozen and started again.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";

    // Test programs that run side by side begin at different places.
    private const int LowestPort = 10_000;
    private const int PortCount = 20_000;
    private static readonly int FirstPort = Environment.ProcessId * 997 % PortCount;
    private static int s_ports;

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("quantum-redis-");
    private readonly bool _durable;
    private readonly string[] _settings;
    private readonly TlsFiles? _tls;
    private Process? _process;

    private RedisServer(bool durable, TlsFiles? tls, string[] settings) => (_durable, _tls, _settings) = (durable, tls, settings);

    public int Port { get; private set; }

    public string Url => $"{(_tls is null ? "redis" : "rediss")}://127.0.0.1:{Port}";

    /// <summary>Where it keeps its data and its log.</summary>
    public string Directory => _directory.FullName;

    /// <param name="durable">Every write is on disk before it is answered, and survives <see cref="Kill"/>. Else nothing survives.</param>
    /// <param name="settings">More settings, as on the command line: <c>--requirepass</c>, <c>x</c>.</param>
    public static Task<RedisServer> StartAsync(bool durable = false, params string[] settings) => StartAsync(durable, tls: null, settings);

    /// <summary>Speaks TLS only, and wants the client certificate unless <c>--tls-auth-clients no</c> is among the settings.</summary>
    public static Task<RedisServer> StartWithTlsAsync(TlsFiles tls, params string[] settings) => StartAsync(durable: false, tls, settings);

    /// <summary>Returns when it has everything that the master has, and is fed by it.</summary>
    public static async Task<RedisServer> StartReplicaAsync(RedisServer master)
    {
        var replica = await StartAsync(durable: false, "--replicaof", $"127.0.0.1 {master.Port}", "--repl-diskless-sync-delay", "0");

        // Until it has acknowledged its first copy, the master sends it nothing more.
        var waited = Stopwatch.StartNew();
        while (!(await master.TellAsync("INFO replication")).Contains("state=online", StringComparison.Ordinal)
            || !(await replica.TellAsync("INFO replication")).Contains("master_link_status:up", StringComparison.Ordinal))
        {
            if (waited.Elapsed > StartDeadline)
                throw new InvalidOperationException($"redis-server on port {replica.Port} did not join its master: {replica.LastLog()}");
            await Task.Delay(10);
        }

        return replica;
    }

    private static async Task<RedisServer> StartAsync(bool durable, TlsFiles? tls, string[] settings)
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException($"{Program} is missing; these tests need a real one: apt-get install redis-server");
        var server = new RedisServer(durable, tls, settings);
        for (var attempt = 1; ; attempt++)
        {
            // Another process may take the port between the choice and the start.
            server.Port = FreePort();
            try
            {
                await server.RestartAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                server.Kill();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>A port that nobody listens on. Below those that the system gives to outgoing connections: one of them could take it before it is used.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = LowestPort + ((FirstPort + Interlocked.Increment(ref s_ports)) % PortCount);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }

    /// <summary>SIGKILL: no farewell, nothing is saved that was not saved before.</summary>
    public void Kill()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it on the same port, and returns when it answers.</summary>
    public async Task RestartAsync()
    {
        Launch();
        var deadline = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (_process!.HasExited || deadline.Elapsed > StartDeadline)
                throw new InvalidOperationException($"redis-server on port {Port} did not start: {LastLog()}");
            await Task.Delay(10);
        }
    }

    /// <summary>Starts it on the same port, and does not wait: it may load its data first.</summary>
    public void Launch()
    {
        string[] arguments =
        [
            .. PortSettings(), "--bind", "127.0.0.1", "--dir", _directory.FullName, "--logfile", "redis.log", "--daemonize", "no",
            "--save", "", "--appendonly", _durable ? "yes" : "no", "--appendfsync", "always", .. _settings,
        ];
        _process = Process.Start(new ProcessStartInfo(Program, arguments))!;
    }

    public long ResidentBytes()
    {
        _process!.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>SIGSTOP: connections stay open and nothing answers.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public ValueTask DisposeAsync()
    {
        Kill();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string[] PortSettings() => _tls is null
        ? ["--port", $"{Port}"]
        :
        [
            "--port", "0", "--tls-port", $"{Port}", "--tls-cert-file", _tls.ServerFile, "--tls-key-file", _tls.ServerKeyFile, "--tls-ca-cert-file", _tls.AuthorityFile,
        ];

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process!.Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"kill -s {name} ended with {kill.ExitCode}");
    }

    /// <summary>Says one line to it, as <c>nc</c> does, and returns the beginning of its answer; empty while nobody listens. Needs no client, so it works in every state. Not over TLS.</summary>
    public async Task<string> TellAsync(string command)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"));
            var buffer = new byte[4096];
            var length = await client.GetStream().ReadAsync(buffer);
            return Encoding.ASCII.GetString(buffer, 0, length);
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return "";
        }
    }

    private async Task<bool> AnswersAsync()
    {
        // It listens last of all; what it says over TLS is for the tests to find out.
        if (_tls is not null)
            return await ListensAsync();
        var answer = await TellAsync("PING");
        return answer.StartsWith("+PONG", StringComparison.Ordinal) || answer.StartsWith("-NOAUTH", StringComparison.Ordinal);
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string LastLog()
    {
        var log = Path.Combine(_directory.FullName, "redis.log");
        return File.Exists(log) ? string.Join(" | ", File.ReadLines(log).TakeLast(5)) : "it left no log";
    }
}
