using System.Text;
using QuantumTrader.Operator.Notifications.Receivers;

namespace QuantumTrader.Operator.Tests.Notifications.Receivers;

public sealed class WebhookSignatureTests
{
    // Worked out with: printf '%s' '1767225600.{"id":"a"}' | openssl dgst -sha256 -hmac 'key'
    [Fact]
    public void Signature_IsThatOfOpenssl() =>
        Assert.Equal("sha256=05adc0e783d0242caa773cf3a0c154c8db6fec657aedda587558ea2ce17c3bdb", WebhookSignature.Of("key", 1_767_225_600, Encoding.UTF8.GetBytes("""{"id":"a"}""")));

    [Fact]
    public void Signature_CoversTimeBodyAndSecret()
    {
        var known = WebhookSignature.Of("key", 1, "body"u8);

        Assert.NotEqual(known, WebhookSignature.Of("key", 2, "body"u8));
        Assert.NotEqual(known, WebhookSignature.Of("key", 1, "Body"u8));
        Assert.NotEqual(known, WebhookSignature.Of("Key", 1, "body"u8));
    }
}
