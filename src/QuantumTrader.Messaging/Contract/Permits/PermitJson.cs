using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace QuantumTrader.Messaging.Contract.Permits;

/// <summary>
/// The one spelling of permits: names in snake case, typed booleans, a missing or unknown-typed member is an error. Who consumes a permit reads its text, validates it
/// here, and consumes exactly that text.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(P26Permit))]
[JsonSerializable(typeof(GovernorPermit))]
[JsonSerializable(typeof(GovernorBlock))]
[JsonSerializable(typeof(GovernorDisarm))]
[JsonSerializable(typeof(P33Permit))]
[JsonSerializable(typeof(ConsumedPermits))]
public sealed partial class PermitJson : JsonSerializerContext
{
    /// <summary>False with what is wrong when the text is no such permit.</summary>
    public static bool TryRead<T>(string text, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? permit, [NotNullWhen(false)] out string? fault)
        where T : class
    {
        (permit, fault) = (null, null);
        try
        {
            permit = JsonSerializer.Deserialize(text, type);
            fault = permit is null ? "a JSON object is required" : null;
        }
        catch (JsonException malformed)
        {
            fault = malformed.Message;
        }

        return permit is not null;
    }
}
