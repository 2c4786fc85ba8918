using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QuantumTrader.Operator.Notifications.Receivers;

/// <summary>Signs a post: <c>sha256=</c> and HMAC-SHA256 of "timestamp.body" with the shared secret, in lower-case hexadecimal digits. Pure.</summary>
internal static class WebhookSignature
{
    /// <param name="timestamp">Unix seconds, as in its header.</param>
    /// <param name="body">Byte for byte as it is posted.</param>
    public static string Of(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
