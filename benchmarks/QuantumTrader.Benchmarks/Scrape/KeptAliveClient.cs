using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuantumTrader.Benchmarks.Scrape;

/// <summary>Asks for /metrics again and again on one connection, with as little work of its own as can be.</summary>
internal sealed class KeptAliveClient : IDisposable
{
    private static readonly byte[] s_request = Encoding.ASCII.GetBytes("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[8 << 20];

    public KeptAliveClient(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <returns>Length of the answer's body, bytes.</returns>
    public int Get()
    {
        _socket.Send(s_request);
        var read = 0;
        while (true)
        {
            read += _socket.Receive(_buffer.AsSpan(read));
            var head = _buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
            if (head >= 0 && read == head + 4 + LengthOf(_buffer.AsSpan(0, head)))
                return read - head - 4;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        const string name = "Content-Length: ";
        var text = Encoding.ASCII.GetString(head);
        var start = text.IndexOf(name, StringComparison.Ordinal) + name.Length;
        var end = text.IndexOf('\r', start);
        return int.Parse(end < 0 ? text.AsSpan(start) : text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
