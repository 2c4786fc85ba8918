using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace QuantumTrader.Cli.Service;

/// <summary>systemd, told by datagrams to the socket that NOTIFY_SOCKET names, as sd_notify(3) describes.</summary>
internal sealed class SystemdManager : IServiceManager, IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _address;
    private readonly ILogger _log;
    private bool _hasFailed;

    private SystemdManager(string address, TimeSpan? patience, ILogger log)
    {
        // An @ stands for the zero byte with which the name of an abstract socket begins.
        _address = new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address);
        (Patience, _log) = (patience, log);

        // Nobody who is slow to listen holds a stage up.
        _socket.Blocking = false;
    }

    public TimeSpan? Patience { get; }

    /// <returns>Null: no service manager started this process.</returns>
    /// <param name="variable">The environment of the process.</param>
    public static SystemdManager? Find(Func<string, string?> variable, ILogger log)
    {
        if (variable("NOTIFY_SOCKET") is not { Length: > 1 } address || address[0] is not ('/' or '@'))
            return null;
        return new SystemdManager(address, PatienceOf(variable), log);
    }

    public void Tell(string state)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(state), _address);
            _hasFailed = false;
        }
        catch (SocketException failed)
        {
            // The stages do their work with or without a listener.
            if (!_hasFailed)
                _log.LogWarning("systemd cannot be told {State}: {Reason}", state, failed.Message);
            _hasFailed = true;
        }
    }

    public void Dispose() => _socket.Dispose();

    // WATCHDOG_PID names the process that is watched; a child that inherited the variables is not.
    private static TimeSpan? PatienceOf(Func<string, string?> variable)
    {
        if (variable("WATCHDOG_PID") is { } watched && watched != Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            return null;
        return long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }
}
