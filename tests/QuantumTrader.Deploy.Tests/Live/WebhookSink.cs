using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>Takes what Alertmanager sends to webhooks and to the services of others, and says yes to all.</summary>
internal sealed class WebhookSink : IDisposable
{
    // A message as Telegram confirms it: Alertmanager 0.25 reads its id and chat, and falls over without them.
    private static readonly byte[] s_answer = """{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":-100,"type":"group"}}}"""u8.ToArray();

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();

    public WebhookSink()
    {
        Url = $"http://127.0.0.1:{RedisServer.FreePort()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = ReceiveAsync();
    }

    public string Url { get; }

    /// <summary>What came to addresses that begin so.</summary>
    public IReadOnlyList<string> ReceivedAt(string path) =>
        [.. _received.Where(one => one.Path.StartsWith(path, StringComparison.Ordinal)).Select(one => one.Body)];

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                _received.Enqueue((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()));
                context.Response.StatusCode = context.Request.Url.AbsolutePath.StartsWith("/pagerduty", StringComparison.Ordinal) ? 202 : 200;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(s_answer);
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
