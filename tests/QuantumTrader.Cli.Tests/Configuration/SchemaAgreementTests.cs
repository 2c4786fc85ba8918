using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Configuration.Kinds;
using QuantumTrader.Tests.Support.Ladders;

namespace QuantumTrader.Cli.Tests.Configuration;

/// <summary>The schema and the reader agree on what a file may hold. A file of JSON is one of YAML, so both can judge the same text.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly JsonObject s_schema = ConfigSchema.Create(ConfigRun.LadderCatalogue);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"NOTE": null, "INTERVAL_SEC": 5, "SYMBOLS": ["AAUSDT"], "shop": {"SYMBOLS": "AAUSDT, BBUSDT"}}""")]
    [InlineData("""{"HARVEST_LADDER": "0.5:0.25[breakeven],1.0:0.25[lock_r: 0.5],2.0:0.25[trail: atr x 2]"}""")]
    [InlineData("""{"HARVEST_LADDER": " 0.5 : 0.25 [ breakeven ] , 1:0.5"}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 0.5, "close_ratio": 0.25}, "1:0.25", {"at_r": 1000, "close_ratio": 0.5, "then": {"lock_r": 0}}]}""")]
    [InlineData("""{"HARVEST_LADDER": ["0.5:0.25", "1:0.25"], "harvest-brain": {"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": {"trail": "atr x 2"}}]}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": "lock_r: 0.5"}], "HARVEST_LADDERS": null}}""")]
    [InlineData("""{"HARVEST_LADDERS": "BTCUSDT=1:0.5;ETHUSDT long=0.5:0.5"}""")]
    [InlineData("""{"HARVEST_LADDERS": ""}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT": "1:0.5", "ETHUSDT": {"long": "1:0.5", "SHORT": [{"at_r": 1, "close_ratio": 1}]}, "SOLUSDT long": "1:1"}}}""")]
    public void File_IsAcceptedByBoth(string json) => Assert.Equal((true, true), Judge(json));

    [Theory]
    [InlineData("""{"OTHER": 1}""")]
    [InlineData("""{"INTERVAL_SEC": 0}""")]
    [InlineData("""{"INTERVAL_SEC": {"a": 1}}""")]
    [InlineData("""{"shop": {"INTERVAL_SEC": [1]}}""")]
    [InlineData("""{"shop": {"SYMBOLS": [["AAUSDT"]]}}""")]
    [InlineData("""{"HARVEST_LADDER": ""}""")]
    [InlineData("""{"HARVEST_LADDER": null}""")]
    [InlineData("""{"HARVEST_LADDER": []}""")]
    [InlineData("""{"HARVEST_LADDER": 1}""")]
    [InlineData("""{"HARVEST_LADDER": "0.5:0.25,"}""")]
    [InlineData("""{"HARVEST_LADDER": "0.5:0.25[fly]"}""")]
    [InlineData("""{"HARVEST_LADDER": {"at_r": 1, "close_ratio": 1}}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ration": 1}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"close_ratio": 1}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1001, "close_ratio": 1}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 0, "close_ratio": 1}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1.01}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 0}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": [1], "close_ratio": 1}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": "fly"}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": null}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": {}}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": {"lock_r": -1}}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": {"trail": 2}}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 1, "then": {"lock_r": 0, "trail": "atr x 2"}}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 0.5}, [2, 0.5]]}""")]
    [InlineData("""{"HARVEST_LADDERS": "BTCUSDT"}""")]
    [InlineData("""{"HARVEST_LADDERS": "BTCUSDT both=1:0.5"}""")]
    [InlineData("""{"HARVEST_LADDERS": {"BTCUSDT": "1:0.5"}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {}}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": ["BTCUSDT=1:0.5"]}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTC-USDT": "1:0.5"}}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT": {}}}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT": {"both": "1:0.5"}}}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT": {"long": {"at_r": 1}}}}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT long": {"short": "1:0.5"}}}}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT": null}}}""")]
    public void File_IsRefusedByBoth(string json) => Assert.Equal((false, false), Judge(json));

    // A schema cannot compare one number with another.
    [Theory]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 0.5}, {"at_r": 1, "close_ratio": 0.5}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 0.6}, {"at_r": 2, "close_ratio": 0.6}]}""")]
    [InlineData("""{"HARVEST_LADDER": [{"at_r": 1, "close_ratio": 0.6, "then": {"lock_r": 1}}]}""")]
    [InlineData("""{"harvest-brain": {"HARVEST_LADDERS": {"BTCUSDT": "1:1", "btcusdt": "2:1"}}}""")]
    public void RuleOverSeveralValues_IsTheReadersAlone(string json) => Assert.Equal((true, false), Judge(json));

    [Fact]
    public void AnyLadderAndBook_AsTextAndAsJson_AreAcceptedByBoth() => Prop.ForAll(AnyLadder.One, AnyLadder.Book, (ladder, book) =>
    {
        var (one, many) = (new LadderKind(), new LadderBookKind());
        var written = new JsonObject { ["harvest-brain"] = new JsonObject { ["HARVEST_LADDER"] = one.ToJson(ladder), ["HARVEST_LADDERS"] = many.ToJson(book) } };
        var text = new JsonObject { ["HARVEST_LADDER"] = one.Write(ladder), ["HARVEST_LADDERS"] = many.Write(book) };

        Assert.Equal((true, true), Judge(written.ToJsonString()));
        Assert.Equal((true, true), Judge(text.ToJsonString()));
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void DefaultOfEverySetting_IsWhatItsSchemaAccepts() => Assert.All(
        s_schema["properties"]!.AsObject().Where(property => property.Value!["default"] is not null),
        property => Assert.True(SchemaReader.Accepts(property.Value!, property.Value!["default"]), property.Key));

    private static (bool Schema, bool Reader) Judge(string json) => (
        SchemaReader.Accepts(s_schema, JsonNode.Parse(json)),
        new SettingsBinder(ConfigRun.LadderCatalogue, YamlLayer.Read("config.json", json)).Faults.Count == 0);
}
