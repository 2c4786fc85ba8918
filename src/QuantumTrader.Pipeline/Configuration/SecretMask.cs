namespace QuantumTrader.Pipeline.Configuration;

/// <summary>Hides what nobody may see in a terminal, a log or a ticket.</summary>
public static class SecretMask
{
    public const string Hidden = "***";

    private static readonly string[] s_tellingWords = ["PASS", "SECRET", "TOKEN", "KEY", "URL"];

    /// <summary>
    /// Hides user and password of a URL: <c>redis://***@host/0</c>. Its query is hidden too, since some clients take the password there.
    /// What does not look like a URL is hidden as a whole.
    /// </summary>
    public static string Url(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return text.Length == 0 ? text : Hidden;
        var start = scheme + 3;

        // The last @, because a password may hold one that should have been escaped.
        var at = text.LastIndexOf('@');
        var host = at < start ? text[start..] : Hidden + text[at..];
        var query = host.IndexOf('?');
        return text[..start] + (query < 0 ? host : host[..(query + 1)] + Hidden);
    }

    /// <summary>Whether a key that no section knows may be a misspelt secret, so that its value is better not repeated.</summary>
    public static bool SoundsSecret(string key) =>
        Array.Exists(s_tellingWords, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));
}
