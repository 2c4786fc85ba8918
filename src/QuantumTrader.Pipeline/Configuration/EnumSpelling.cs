using System.Text.Json;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>How enum members are spelt in settings: <c>RedisHash</c> is <c>redis_hash</c>.</summary>
public static class EnumSpelling
{
    public static string Of(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Every spelling of the enum, in the order of its values.</summary>
    public static IReadOnlyList<string> All(Type type) => [.. from Enum value in Enum.GetValues(type) select Of(value)];

    /// <summary>Reads a spelling in any letter case; a member's number is not one.</summary>
    public static bool TryRead(Type type, string text, out Enum? value)
    {
        foreach (Enum known in Enum.GetValues(type))
        {
            if (!string.Equals(Of(known), text, StringComparison.OrdinalIgnoreCase))
                continue;
            value = known;
            return true;
        }

        value = null;
        return false;
    }
}
