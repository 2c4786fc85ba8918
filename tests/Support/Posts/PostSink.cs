using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QuantumTrader.Tests.Support.Posts;

/// <summary>A web server on loopback that keeps what is posted to it, and answers as a test says.</summary>
public sealed class PostSink : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<ReceivedPost> _received = new();
    private int _count;

    private PostSink(WebApplication server, int port) => (_server, Port) = (server, port);

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public IReadOnlyList<ReceivedPost> Received => [.. _received];

    /// <param name="answer">What to say to a post; the number counts from 1. A task that does not end leaves the sender waiting.</param>
    /// <param name="port">0: any that is free.</param>
    /// <param name="abort">The connection is broken off instead of an answer.</param>
    public static async Task<PostSink> StartAsync(Func<ReceivedPost, int, CancellationToken, Task<PostAnswer>> answer, int port = 0, bool abort = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        PostSink? sink = null;
        server.MapFallback(async context =>
        {
            var post = await ReceivedPost.ReadAsync(context.Request);
            sink!._received.Enqueue(post);
            if (abort)
            {
                context.Abort();
                return;
            }

            var said = await answer(post, Interlocked.Increment(ref sink._count), context.RequestAborted);
            context.Response.StatusCode = said.Status;
            if (said.RetryAfter is { } wait)
                context.Response.Headers.RetryAfter = wait;
            await context.Response.WriteAsync(said.Body);
        });
        await server.StartAsync();
        return sink = new PostSink(server, new Uri(server.Urls.Single()).Port);
    }

    /// <summary>One that gives these answers in turn, the last of them again and again.</summary>
    public static Task<PostSink> StartAsync(params PostAnswer[] answers) => StartAsync((_, count, _) => Task.FromResult(answers[Math.Min(count, answers.Length) - 1]));

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
    }
}
