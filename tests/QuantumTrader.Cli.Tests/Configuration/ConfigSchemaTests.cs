using System.Text.Json.Nodes;

namespace QuantumTrader.Cli.Tests.Configuration;

public sealed class ConfigSchemaTests
{
    private static readonly ConfigRun s_run = ConfigRun.Of(["schema"]);

    [Fact]
    public void Schema_IsWrittenAsDraft202012AndRefusesUnknownKeys()
    {
        Assert.Equal((0, ""), (s_run.ExitCode, s_run.Faults));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string)s_run.Json["$schema"]!);
        Assert.Equal("object", (string)s_run.Json["type"]!);
        Assert.False((bool)s_run.Json["additionalProperties"]!);
        Assert.False((bool)Property("shop")["additionalProperties"]!);
    }

    [Fact]
    public void Schema_HasEveryKeyFlatAndInItsSections()
    {
        string[] flat = ["API_SECRET", "INTERVAL_SEC", "LEVEL", "NOTE", "OPEN", "RATE", "SYMBOLS"];

        Assert.Equal([.. flat, "shop", "night-bank"], s_run.Json["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["SYMBOLS", "INTERVAL_SEC", "NOTE", "API_SECRET"], Property("shop")["properties"]!.AsObject().Select(property => property.Key));
    }

    [Theory]
    [InlineData("RATE", """{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Per year. Unit: fraction.","default":0.05}""")]
    [InlineData("OPEN", """{"type":"boolean","description":"Whether it is.","default":true}""")]
    [InlineData("LEVEL", """{"type":"string","enum":["trace","debug","info","warn","error"],"description":"How loud.","default":"info"}""")]
    [InlineData("NOTE", """{"anyOf":[{"type":"string"},{"enum":["",null]}],"description":"Words."}""")]
    [InlineData("API_SECRET", """{"anyOf":[{"type":"string"},{"enum":["",null]}],"description":"Opens the door.","writeOnly":true}""")]
    [InlineData("SYMBOLS", """{"type":["string","array"],"pattern":"^ *[A-Za-z0-9]{2,20}( *, *[A-Za-z0-9]{2,20})* *$","items":{"type":"string","pattern":"^[A-Za-z0-9]{2,20}$"},"minItems":1,"description":"What is sold.","default":["AAUSDT"]}""")]
    public void Setting_HasTypeRangeDefaultAndDescription(string key, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Property(key)), Property(key).ToJsonString());

    [Fact]
    public void FlatKeyWithSeveralRules_MustKeepThemAllAndHasNoCommonDefault()
    {
        var flat = Property("INTERVAL_SEC");

        Assert.Equal("""[{"type":"number","minimum":0.1,"maximum":3600},{"type":"number","minimum":1,"maximum":60}]""", flat["allOf"]!.ToJsonString());
        Assert.Equal("shop: How often. Unit: seconds. night-bank: How long. Unit: seconds.", (string)flat["description"]!);
        Assert.Null(flat["default"]);
        Assert.Equal(30, (double)Property("night-bank")["properties"]!["INTERVAL_SEC"]!["default"]!);
        Assert.Equal(10, (double)Property("shop")["properties"]!["INTERVAL_SEC"]!["default"]!);
    }

    private static JsonNode Property(string name) => s_run.Json["properties"]![name]!;
}
