using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>Keeps the parameters that proposals were measured with, under a name that follows from their values, so that a decision can be explained later.</summary>
internal sealed class ThetaDocument(IStateStore store)
{
    private const int IdLength = 8;

    private HarvestTheta? _written;

    /// <summary>Of the parameters in force; empty until they have been written once.</summary>
    public string Id { get; private set; } = "";

    public async ValueTask KeepAsync(HarvestTheta theta, CancellationToken cancellation)
    {
        if (theta == _written)
            return;
        var text = JsonSerializer.Serialize(theta, ThetaJson.Default.HarvestTheta);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength];
        await store.SetTextAsync(Keys.HarvestTheta(id), text, timeToLive: null, cancellation);
        (Id, _written) = (id, theta);
    }
}

/// <summary>The parameters as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HarvestTheta))]
public sealed partial class ThetaJson : JsonSerializerContext;
