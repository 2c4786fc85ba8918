using System.Net;
using System.Net.Http.Headers;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>
/// Posts JSON to one address. What an exception says may hold the address, which is a secret: nothing of it gets out, only which of the known failures it was.
/// </summary>
internal sealed class JsonPost : IDisposable
{
    // More than any of these services answers.
    private const int LongestAnswer = 16 * 1024;
    private const int FirstServerError = 500;

    // Whoever asks for more has other things on his mind than this message.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // New connections now and then: the name may lead elsewhere by then.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private readonly Uri _url;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public JsonPost(Uri url, TimeSpan timeout, TimeProvider time)
    {
        (_url, _timeout, _time) = (url, timeout, time);

        // Followed to another address, a post would take its secret there. A proxy of the surroundings has no business with this machine's own addresses.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !url.IsLoopback, PooledConnectionLifetime = ConnectionLife };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="prepare">Adds headers.</param>
    /// <returns>What became of it, and what the answer says; empty when there was none.</returns>
    public async Task<(Delivery Delivery, byte[] Answer)> SendAsync(byte[] json, Action<HttpRequestHeaders>? prepare, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(json) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            prepare?.Invoke(request.Headers);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (DeliveryOf(response), await ReadAsync(response, either.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (new Delivery(SendFailure.Timeout), []);
        }
        catch (HttpRequestException failed)
        {
            return (new Delivery(IsUnsent(failed) ? SendFailure.Unreachable : SendFailure.ConnectionLost), []);
        }
        catch (IOException)
        {
            return (new Delivery(SendFailure.ConnectionLost), []);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A wait that somebody asks for, within reason; null when he asks for none.</summary>
    public static TimeSpan? Wait(double? seconds) => seconds is > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, LongestWait.TotalSeconds)) : null;

    private static bool IsUnsent(HttpRequestException failed) => failed.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private Delivery DeliveryOf(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return Delivery.Taken with { Status = status };
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new Delivery(SendFailure.RateLimited, status, Wait(RetryAfter(response)));
        return status >= FirstServerError ? new Delivery(SendFailure.ServerError, status, Wait(RetryAfter(response))) : new Delivery(SendFailure.Refused, status);
    }

    private double? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta.TotalSeconds,
        { Date: { } date } => (date - _time.GetUtcNow()).TotalSeconds,
        _ => null,
    };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[LongestAnswer];
        using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return buffer[..length];
    }
}
