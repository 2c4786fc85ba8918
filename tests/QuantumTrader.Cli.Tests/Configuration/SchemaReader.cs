using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace QuantumTrader.Cli.Tests.Configuration;

/// <summary>Judges a JSON value by a JSON Schema, for the keywords that ours use; one that it does not know is an error and not a pass.</summary>
internal static class SchemaReader
{
    public static bool Accepts(JsonNode schema, JsonNode? value) => schema.AsObject().All(keyword => Accepts(keyword.Key, keyword.Value!, schema, value));

    private static bool Accepts(string keyword, JsonNode rule, JsonNode schema, JsonNode? value) => keyword switch
    {
        "$schema" or "title" or "description" or "default" or "writeOnly" => true,
        "type" => rule is JsonArray types ? types.Any(type => IsOf((string)type!, value)) : IsOf((string)rule!, value),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "anyOf" => rule.AsArray().Any(one => Accepts(one!, value)),
        "allOf" => rule.AsArray().All(one => Accepts(one!, value)),
        "pattern" => Kind(value) != JsonValueKind.String || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.None, TimeSpan.FromSeconds(10)),
        "minLength" => Kind(value) != JsonValueKind.String || ((string)value!).Length >= (int)rule,
        "minimum" => Kind(value) != JsonValueKind.Number || Number(value) >= Number(rule),
        "exclusiveMinimum" => Kind(value) != JsonValueKind.Number || Number(value) > Number(rule),
        "maximum" => Kind(value) != JsonValueKind.Number || Number(value) <= Number(rule),
        "exclusiveMaximum" => Kind(value) != JsonValueKind.Number || Number(value) < Number(rule),
        "items" => value is not JsonArray items || items.All(item => Accepts(rule, item)),
        "minItems" => value is not JsonArray items || items.Count >= (int)rule,
        "required" => value is not JsonObject fields || rule.AsArray().All(name => fields.ContainsKey((string)name!)),
        "minProperties" => value is not JsonObject fields || fields.Count >= (int)rule,
        "maxProperties" => value is not JsonObject fields || fields.Count <= (int)rule,
        "properties" or "patternProperties" or "additionalProperties" => value is not JsonObject fields || fields.All(field => Accepts(schema, field.Key, field.Value)),
        _ => throw new ArgumentException($"the keyword {keyword} is not one that is known here"),
    };

    private static bool Accepts(JsonNode schema, string name, JsonNode? value)
    {
        List<JsonNode> rules = [.. schema["patternProperties"]?.AsObject().Where(one => Regex.IsMatch(name, one.Key, RegexOptions.None, TimeSpan.FromSeconds(10))).Select(one => one.Value!) ?? []];
        if (schema["properties"]?[name] is { } own)
            rules.Add(own);
        return rules.Count > 0 ? rules.TrueForAll(rule => Accepts(rule, value)) : (bool?)schema["additionalProperties"] ?? true;
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "string" => Kind(value) == JsonValueKind.String,
        "boolean" => Kind(value) is JsonValueKind.True or JsonValueKind.False,
        "integer" => Kind(value) == JsonValueKind.Number && decimal.IsInteger(Number(value)),
        "number" => Kind(value) == JsonValueKind.Number,
        "array" => value is JsonArray,
        "object" => value is JsonObject,
        _ => throw new ArgumentException($"{type} is no type of JSON"),
    };

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    // Whatever the node was made of, a text is how it goes into the file.
    private static decimal Number(JsonNode? value) => decimal.Parse(value!.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
