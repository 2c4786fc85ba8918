using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QuantumTrader.Domain.Plans;

/// <summary>
/// Names an order by the plan and the step that it carries out, so that the venue recognises a repeat. Contract section 6.4; base32 as in RFC 4648, lower case.
/// </summary>
public static class ClientOrderId
{
    private const string Prefix = "qt";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int HashCharacters = 30;
    private const int BitsPerCharacter = 5;

    /// <param name="part">1 for the order itself; a rest that a partial fill left is 2 and so on.</param>
    public static string Of(string planId, PlanStep step, int part = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(planId);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(part);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{planId}|{step.ToWire()}"));
        var id = new StringBuilder(Prefix, HashCharacters + 6).Append(step.Letter());
        for (var i = 0; i < HashCharacters; i++)
            id.Append(Alphabet[FiveBits(hash, i * BitsPerCharacter)]);
        if (part > 1)
            id.Append(CultureInfo.InvariantCulture, $"-{part}");
        return id.ToString();
    }

    /// <summary>Made here: neither an entry's, nor somebody else's.</summary>
    public static bool IsOne(string clientOrderId) => clientOrderId.StartsWith(Prefix, StringComparison.Ordinal);

    private static int FiveBits(byte[] bytes, int offset)
    {
        var (index, shift) = (offset / 8, offset % 8);
        var pair = (bytes[index] << 8) | (index + 1 < bytes.Length ? bytes[index + 1] : 0);
        return (pair >> (11 - shift)) & 31;
    }
}
