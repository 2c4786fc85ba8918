using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace QuantumTrader.Observability.Serving;

/// <summary>Serves the endpoints of a process, each on its own port, with one small web server: no host, no configuration files.</summary>
public sealed class MetricsServer : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly Dictionary<int, MetricsEndpoint> _byPort = [];

    private MetricsServer(IPAddress address, IReadOnlyList<MetricsEndpoint> endpoints)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };

        // An answer is written whole; waiting for the reader after each 64 kB would cost a switch of threads each time.
        options.Limits.MaxResponseBufferSize = null;
        foreach (var endpoint in endpoints)
            options.Listen(address, endpoint.Port);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>The ports, in the order of the endpoints.</summary>
    public IReadOnlyList<int> Ports { get; private set; } = [];

    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<MetricsServer> StartAsync(IPAddress address, IReadOnlyList<MetricsEndpoint> endpoints, CancellationToken cancellation)
    {
        var server = new MetricsServer(address, endpoints);
        try
        {
            await server._server.StartAsync(new MetricsApplication(port => server._byPort.GetValueOrDefault(port)), cancellation);
        }
        catch
        {
            server._server.Dispose();
            throw;
        }

        var bound = server._server.Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Ports = [.. bound.Select(one => new Uri(one).Port)];
        foreach (var (port, endpoint) in server.Ports.Zip(endpoints))
            server._byPort[port] = endpoint;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
    }
}
