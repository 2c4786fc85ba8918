using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Contract;

public sealed class WireReaderTests
{
    private static readonly Dictionary<string, Func<WireReader, object?>> Required = new()
    {
        ["text"] = reader => reader.Text("f"),
        ["number"] = reader => reader.Number("f"),
        ["decimal"] = reader => reader.Decimal("f"),
        ["integer"] = reader => reader.Integer("f"),
        ["flag"] = reader => reader.Flag("f"),
        ["enum"] = reader => reader.OneOf<OrderSide>("f", WireNames.Of),
    };

    private static readonly Dictionary<string, Func<WireReader, object?>> Optional = new()
    {
        ["text"] = reader => reader.OptionalText("f"),
        ["number"] = reader => reader.OptionalNumber("f"),
        ["decimal"] = reader => reader.OptionalDecimal("f"),
        ["integer"] = reader => reader.OptionalInteger("f"),
    };

    public static TheoryData<string> RequiredKinds => [.. Required.Keys];

    public static TheoryData<string> OptionalKinds => [.. Optional.Keys];

    [Theory]
    [MemberData(nameof(RequiredKinds))]
    public void Required_AbsentOrEmpty_IsMissing(string kind)
    {
        foreach (var reader in new[] { ReaderOf(null), ReaderOf("") })
        {
            var error = Assert.Throws<WireFormatException>(() => Required[kind](reader)).Error;
            Assert.Equal(("key", "f", null), (error.Key, error.Field, error.Text));
            Assert.StartsWith("key: field 'f' is missing: ", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(OptionalKinds))]
    public void Optional_AbsentOrEmpty_IsNull(string kind)
    {
        Assert.Null(Optional[kind](ReaderOf(null)));
        Assert.Null(Optional[kind](ReaderOf("")));
    }

    [Theory]
    [InlineData("number", "NaN")]
    [InlineData("number", "None")]
    [InlineData("number", "1,5")]
    [InlineData("decimal", "NaN")]
    [InlineData("decimal", "1e400")]
    [InlineData("integer", "1.0")]
    [InlineData("integer", "9223372036854775808")]
    [InlineData("integer", " 1")]
    [InlineData("flag", "yes")]
    [InlineData("flag", "TRUE")]
    [InlineData("enum", "buy")]
    [InlineData("enum", "0")]
    public void Malformed_IsRefusedWithKeyFieldAndText(string kind, string text)
    {
        var error = Assert.Throws<WireFormatException>(() => Required[kind](ReaderOf(text))).Error;

        Assert.Equal(("key", "f", text), (error.Key, error.Field, error.Text));
        if (Optional.TryGetValue(kind, out var optional))
            Assert.Throws<WireFormatException>(() => optional(ReaderOf(text)));
    }

    [Theory]
    [InlineData("text", " kept as it is ", " kept as it is ")]
    [InlineData("number", "1e-05", 1e-05)]
    [InlineData("number", "-5", -5.0)]
    [InlineData("integer", "-9223372036854775808", long.MinValue)]
    [InlineData("flag", "1", true)]
    [InlineData("flag", "True", true)]
    [InlineData("flag", "false", false)]
    [InlineData("flag", "0", false)]
    [InlineData("enum", "SELL", OrderSide.Sell)]
    public void WellFormed_IsRead(string kind, string text, object expected) => Assert.Equal(expected, Required[kind](ReaderOf(text)));

    [Fact]
    public void UnknownWord_IsRefusedWithTheWordsThatAreKnown()
    {
        var error = Assert.Throws<WireFormatException>(() => ReaderOf("HOLD").OneOf<OrderSide>("f", WireNames.Of)).Error;

        Assert.Equal("must be one of BUY, SELL", error.Rule);
    }

    [Theory]
    [InlineData(Provenance.Exchange)]
    [InlineData(Provenance.Paper)]
    [InlineData(Provenance.Replay)]
    [InlineData(Provenance.Synthetic)]
    public void Source_WrittenThenRead_IsTheSame(Provenance source)
    {
        var writer = new FieldWriter();
        writer.Source(source);

        Assert.Equal(source, new WireReader("key", writer.Fields).Source());
    }

    [Fact]
    public void Writer_NullBecomesAnEmptyField_AndFlagsAreDigits()
    {
        var writer = new FieldWriter();
        writer
            .Text("t", null).Number("d", default(double?)).Number("m", default(decimal?)).Integer("i", null).Flag("f", true).Flag("g", false)
            .Fixed("x", 1.5, 6);

        Assert.Equal(["t=", "d=", "m=", "i=", "f=1", "g=0", "x=1.500000"], writer.Fields.Select(field => $"{field.Key}={field.Value}"));
    }

    private static WireReader ReaderOf(string? text) =>
        new("key", text is null ? [] : new WireFields([new("other", "1"), new("f", text)]));
}
