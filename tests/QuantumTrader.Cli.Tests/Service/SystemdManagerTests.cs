using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Cli.Service;

namespace QuantumTrader.Cli.Tests.Service;

/// <summary>What systemd is told, on sockets as it makes them.</summary>
public sealed class SystemdManagerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quantum-notify-");

    private static string OwnId => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task States_ArriveAsTheyAre(bool isAbstract)
    {
        var path = Path.Combine(_folder.FullName, "notify");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(isAbstract ? '\0' + path : path));
        using var manager = SystemdManager.Find(name => name == "NOTIFY_SOCKET" ? (isAbstract ? "@" : "") + path : null, NullLogger.Instance);

        Assert.NotNull(manager);
        manager.Tell("READY=1\nSTATUS=läuft");

        var buffer = new byte[256];
        var length = await listener.ReceiveAsync(buffer);
        Assert.Equal("READY=1\nSTATUS=läuft", Encoding.UTF8.GetString(buffer, 0, length));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("notify")]
    [InlineData("vsock:2:1234")]
    public void WithoutASocketOfOurKind_ThereIsNone(string? socket) =>
        Assert.Null(SystemdManager.Find(name => name == "NOTIFY_SOCKET" ? socket : null, NullLogger.Instance));

    [Theory]
    [InlineData("30000000", null, 30.0)]
    [InlineData("500000", "own", 0.5)]
    [InlineData("30000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void Patience_IsThatOfTheWatchdogOfThisProcess(string? microseconds, string? process, double? seconds)
    {
        using var manager = SystemdManager.Find(
            name => name switch
            {
                "NOTIFY_SOCKET" => "/run/systemd/notify",
                "WATCHDOG_USEC" => microseconds,
                "WATCHDOG_PID" => process == "own" ? OwnId : process,
                _ => null,
            }, NullLogger.Instance);

        Assert.Equal(seconds, manager!.Patience?.TotalSeconds);
    }

    [Fact]
    public void WhenNobodyListens_ThatIsSaidOnce()
    {
        var log = new CountingLog();
        using var manager = SystemdManager.Find(name => name == "NOTIFY_SOCKET" ? Path.Combine(_folder.FullName, "nobody") : null, log);

        manager!.Tell("READY=1");
        manager.Tell("WATCHDOG=1");

        Assert.Equal(1, log.Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class CountingLog : ILogger
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
