using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class SecretTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("redis://host:6379/0", "redis://host:6379/0")]
    [InlineData("redis://me:hunter2@host:6379/0", "redis://***@host:6379/0")]
    [InlineData("redis://:hunter2@host", "redis://***@host")]
    [InlineData("redis://hunter2@host", "redis://***@host")]
    [InlineData("redis://me:hun@ter2@host", "redis://***@host")]
    [InlineData("redis://me:hun/ter2@host/1", "redis://***@host/1")]
    [InlineData("redis://host?password=hunter2", "redis://host?***")]
    [InlineData("host:6379,password=hunter2", "***")]
    public void Url_IsShownWithoutWhatIsSecret(string url, string expected) => Assert.Equal(expected, SecretMask.Url(url));

    [Theory]
    [InlineData("API_SECRET", "hunter2", "***")]
    [InlineData("SERVER_URL", "redis://me:hunter2@host", "redis://***@host")]
    [InlineData("PIN", "1234", "***")]
    [InlineData("API_SECRET", "", null)]
    public void Secret_IsMaskedWhenShown(string key, string text, string? shown)
    {
        var bound = Layers.BindFile($"{key}={text}").Sections[0].Settings.Single(setting => setting.Setting.Key == key);

        Assert.Equal(shown, bound.Setting.Show(bound.Value));
    }

    [Theory]
    [InlineData("PIN=hunter2")]
    [InlineData("API_SECRET=12345")]
    [InlineData("API_SECRT=hunter2")]
    [InlineData("MY_PASSWORD=hunter2")]
    [InlineData("other-stage.PIN=hunter2")]
    [InlineData("other-stage.SOME_TOKEN=hunter2")]
    public void Secret_IsMaskedInFaults(string assignment)
    {
        var fault = Assert.Single(Layers.FaultsOf(assignment));

        Assert.Contains("= '***'", fault);
        Assert.DoesNotContain(assignment.Split('=')[1], fault);
    }

    [Fact]
    public void LongValue_IsCutToOneReadableLine()
    {
        var fault = Assert.Single(Layers.FaultsOf("SEED=a\nb\t" + new string('x', 500)));

        Assert.DoesNotContain('\n', fault);
        Assert.Contains("'a b xxx", fault);
        Assert.Contains("xxx...'", fault);
        Assert.InRange(fault.Length, 100, 200);
    }
}
