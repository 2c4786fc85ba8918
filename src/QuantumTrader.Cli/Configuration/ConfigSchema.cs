using System.Text.Json.Nodes;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary>The JSON Schema (draft 2020-12) of the YAML file: every key for all stages, and every section with its own keys.</summary>
internal static class ConfigSchema
{
    public static JsonObject Create(SettingsCatalogue catalogue)
    {
        var properties = new JsonObject();
        foreach (var key in catalogue.Keys)
            properties[key] = Flat([.. catalogue.FindAll(key)]);
        foreach (var section in catalogue.Sections)
            properties[section.Name] = Section(section);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Quantum Trader configuration",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Section(SettingsSection section)
    {
        var properties = new JsonObject();
        foreach (var setting in section.Settings)
            properties[setting.Key] = Described(Values(setting, setting.Kind.Schema()), Description(setting), [setting]);
        return new JsonObject
        {
            ["description"] = $"For this stage only: {section.Summary}",
            // A heading whose lines are all commented out is null.
            ["type"] = new JsonArray("object", "null"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    // A flat value goes to every section that knows the key, so it must suit them all.
    private static JsonObject Flat(Setting[] settings)
    {
        JsonObject[] values = [.. settings.Select(setting => Values(setting, setting.Kind.FlatSchema()))];
        var isOneRule = values.All(one => JsonNode.DeepEquals(one, values[0]));
        string[] helps = [.. settings.Select(Description).Distinct()];
        var description = helps.Length == 1
            ? helps[0]
            : string.Join(" ", settings.Select(setting => $"{setting.Section}: {Description(setting)}"));
        return Described(isOneRule ? values[0] : new JsonObject { ["allOf"] = new JsonArray([.. values]) }, description, settings);
    }

    private static JsonObject Described(JsonObject schema, string description, Setting[] settings)
    {
        schema["description"] = description;
        JsonNode?[] defaults = [.. settings.Select(Default)];
        if (defaults[0] is { } first && defaults.All(other => JsonNode.DeepEquals(first, other)))
            schema["default"] = first;
        if (settings.Any(setting => setting.IsSecret))
            schema["writeOnly"] = true;
        return schema;
    }

    private static string Description(Setting setting) => setting.Unit.Length == 0 ? setting.Help : $"{setting.Help} Unit: {setting.UnitInWords}.";

    private static JsonNode? Default(Setting setting) => setting.Default is null ? null : setting.Kind.ToJson(setting.Default);

    private static JsonObject Values(Setting setting, JsonObject schema)
    {
        if (!setting.IsNullable)
            return schema;
        // Empty text is the other way to write "not set".
        schema.Remove("minLength");
        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["enum"] = new JsonArray("", null) }) };
    }
}
