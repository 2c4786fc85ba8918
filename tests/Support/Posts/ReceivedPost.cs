using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace QuantumTrader.Tests.Support.Posts;

/// <summary>What somebody posted.</summary>
/// <param name="Path">With the query.</param>
public sealed record ReceivedPost(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public static async Task<ReceivedPost> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new ReceivedPost($"{request.Method} {request.Path}{request.QueryString}", headers, await reader.ReadToEndAsync());
    }
}
