using System.Net.Sockets;
using System.Text;

namespace QuantumTrader.Tests.Support;

/// <summary>Listens as systemd does for what a service tells of itself.</summary>
public sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> _said = [];

    public NotifySocket(string path)
    {
        Path = path;
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _ = ListenAsync();
    }

    public string Path { get; }

    /// <summary>Every line so far.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
                return [.. _said];
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        var buffer = new byte[8192];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer);
                lock (_said)
                    _said.AddRange(Encoding.UTF8.GetString(buffer, 0, length).Split('\n'));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
