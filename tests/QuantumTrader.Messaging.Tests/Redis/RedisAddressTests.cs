using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Messaging.Tests.Redis;

public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost:6379", null, 0, false)]
    [InlineData("redis://127.0.0.1:7000", "127.0.0.1:7000", null, 0, false)]
    [InlineData("redis://127.0.0.1:7000/", "127.0.0.1:7000", null, 0, false)]
    [InlineData("redis://[::1]:7000/12", "[::1]:7000", null, 12, false)]
    [InlineData("redis://:secret@host", "host:6379", "secret", 0, false)]
    [InlineData("redis://default:se:cr%40t@host:1/3", "host:1", "se:cr@t", 3, false)]
    [InlineData("rediss://:secret@host:1/3", "host:1", "secret", 3, true)]
    [InlineData("redis://a,b:7000/2", "a:6379, b:7000", null, 2, false)]
    [InlineData("rediss://:secret@[::1]:7000,b,c:1", "[::1]:7000, b:6379, c:1", "secret", 0, true)]
    public void Url_InTheDocumentedForm_IsTakenApart(string url, string hosts, string? password, int database, bool tls)
    {
        var address = new RedisOptions { Url = url }.Validate();

        Assert.Equal((hosts, password, database, tls), (address.ToString(), address.Password, address.Database, address.Tls));
        Assert.Null(RedisOptions.FaultOfUrl(url));
    }

    [Fact]
    public void Password_OfTheUrl_WinsOverTheOneBesideIt_AndNeitherIsShown()
    {
        var both = new RedisOptions { Url = "redis://:first@host", Password = "second" };
        var one = new RedisOptions { Url = "rediss://host,other", Password = "second" };

        Assert.Equal(("first", "second"), (both.Validate().Password, one.Validate().Password));
        Assert.Equal(("redis://host:6379/0", "rediss://host:6379,other:6379/0"), (both.ToString(), one.ToString()));
    }

    [Theory]
    [InlineData("", "is required")]
    [InlineData("127.0.0.1:6379", "is required")]
    [InlineData("redis://", "is required")]
    [InlineData("redis://a,", "is required")]
    [InlineData("redis://a,,b", "is required")]
    [InlineData("redis://a,b:0", "port")]
    [InlineData("redis://a:6379,a", "once")]
    [InlineData("redis://a/1,b/1", "database")]
    [InlineData("redis://host:port", "is required")]
    [InlineData("redis://host:70000", "is required")]
    [InlineData("redis://host:0", "port")]
    [InlineData("redis://host?db=1", "without query")]
    [InlineData("redis://host/first", "database")]
    [InlineData("redis://host/-1", "database")]
    [InlineData("redis://host/1/2", "database")]
    public void Url_Malformed_IsRefusedWithUrlAndRule(string url, string rule)
    {
        var refused = Assert.Throws<FormatException>(() => RedisAddress.Parse(url));

        Assert.Contains($"'{url}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://alice:secret@host")]
    [InlineData("redis://secret@host")]
    [InlineData("redis://default:secret@host:port")]
    [InlineData("redis://default:secret@host/x")]
    [InlineData("http://default:secret@host")]
    [InlineData("default:secret@host")]
    [InlineData("redis://default:se/secret@host")]
    public void Url_Refused_HidesThePassword(string url)
    {
        var refused = Assert.Throws<FormatException>(() => RedisAddress.Parse(url));

        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("***@host", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_AsText_HidesThePassword() =>
        Assert.Equal("host:7000", RedisAddress.Parse("redis://:secret@host:7000/3").ToString());

    [Theory]
    [InlineData(49)]
    [InlineData(60_001)]
    public void Timeout_OutOfRange_IsRefusedWithNameAndValue(int timeoutMs)
    {
        var connect = Assert.Throws<FormatException>(() => new RedisOptions { ConnectTimeoutMs = timeoutMs }.Validate());
        var operation = Assert.Throws<FormatException>(() => new RedisOptions { OperationTimeoutMs = timeoutMs }.Validate());

        Assert.Contains($"ConnectTimeoutMs = {timeoutMs}", connect.Message, StringComparison.Ordinal);
        Assert.Contains($"OperationTimeoutMs = {timeoutMs}", operation.Message, StringComparison.Ordinal);
    }
}
