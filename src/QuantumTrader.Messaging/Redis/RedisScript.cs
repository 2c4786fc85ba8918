using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace QuantumTrader.Messaging.Redis;

/// <summary>A Lua script, known to the server by the SHA-1 of its text.</summary>
internal sealed class RedisScript(string name, string text)
{
    public string Name { get; } = name;

    public string Text { get; } = text;

    public byte[] Sha { get; } = NameOf(text);

    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is the name that EVALSHA prescribes; nothing is protected by it")]
    private static byte[] NameOf(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
}
