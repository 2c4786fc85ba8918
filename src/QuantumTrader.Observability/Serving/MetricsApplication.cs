using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using QuantumTrader.Observability.Exposition;

namespace QuantumTrader.Observability.Serving;

/// <summary>Answers <c>/metrics</c>, <c>/health</c> and <c>/ready</c> for each port.</summary>
internal sealed class MetricsApplication(Func<int, MetricsEndpoint?> endpointAt) : IHttpApplication<HttpContext>
{
    private const string PlainText = "text/plain; charset=utf-8";

    // Answers of a megabyte are usual with many symbols; a buffer is kept for the next scrape.
    private ArrayBufferWriter<byte>? _spare;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (endpointAt(context.Connection.LocalPort) is not { } endpoint)
            await AnswerAsync(context, StatusCodes.Status404NotFound, "nothing is served here\n");
        else if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            await AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET\n");
        else
            await RouteAsync(context, endpoint);
    }

    private Task RouteAsync(HttpContext context, MetricsEndpoint endpoint) => context.Request.Path.Value switch
    {
        "/metrics" => ShowAsync(context, endpoint),
        "/health" => TellAsync(context, endpoint.Health.Problem()),
        "/ready" => TellAsync(context, endpoint.Health.Problem() ?? endpoint.Health.NotReady()),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, "known: /metrics, /health, /ready\n"),
    };

    private async Task ShowAsync(HttpContext context, MetricsEndpoint endpoint)
    {
        endpoint.Scraped?.Invoke();
        var text = Interlocked.Exchange(ref _spare, null) ?? new ArrayBufferWriter<byte>();
        endpoint.Text.Write(text);
        await AnswerAsync(context, StatusCodes.Status200OK, PrometheusText.ContentType, text.WrittenMemory);
        text.ResetWrittenCount();
        Interlocked.Exchange(ref _spare, text);
    }

    private static Task TellAsync(HttpContext context, string? problem) => problem is null
        ? AnswerAsync(context, StatusCodes.Status200OK, "OK")
        : AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, problem);

    private static Task AnswerAsync(HttpContext context, int status, string text) => AnswerAsync(context, status, PlainText, Encoding.UTF8.GetBytes(text));

    private static async Task AnswerAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> text)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ContentType = type;
        context.Response.Headers.ContentLength = text.Length;
        context.Response.Headers["X-Content-Type-Options"] = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
    }
}
