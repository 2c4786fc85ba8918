using System.Globalization;

namespace QuantumTrader.Messaging.Redis;

/// <summary>A Redis URL taken apart. Its text never holds the password.</summary>
/// <param name="Hosts">At least one; of several, the one that is the master is used.</param>
internal sealed record RedisAddress(IReadOnlyList<RedisHost> Hosts, string? Password, int Database, bool Tls)
{
    private const int DefaultPort = 6379;
    private const string Form = "redis://[:password@]host[:port][,host[:port]...][/db] is required, or rediss:// for TLS";

    public override string ToString() => string.Join(", ", Hosts);

    /// <exception cref="FormatException">The message names the URL without its password, and the rule.</exception>
    public static RedisAddress Parse(string url)
    {
        try
        {
            return Read(url);
        }
        catch (RuleException broken)
        {
            throw new FormatException($"Redis URL '{WithoutPassword(url)}': {broken.Message}", broken);
        }
    }

    /// <returns>The rule that the URL breaks; null when it is good.</returns>
    public static string? FaultOf(string url)
    {
        try
        {
            _ = Read(url);
            return null;
        }
        catch (RuleException broken)
        {
            return broken.Message;
        }
    }

    private static RedisAddress Read(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
            throw new RuleException(Form);
        var end = url.IndexOfAny(['/', '?', '#'], start + 3);
        end = end < 0 ? url.Length : end;
        var names = url[(start + 3)..end];
        var at = names.LastIndexOf('@') + 1;

        // What several hosts have in common stands once: each is read as a URL of its own.
        var all = Array.ConvertAll(names[at..].Split(','), host => UriOf(string.Concat(url.AsSpan(0, start + 3 + at), host, url.AsSpan(end))));
        var hosts = Array.ConvertAll(all, uri => new RedisHost(uri.DnsSafeHost, uri.Port < 0 ? DefaultPort : uri.Port));
        if (hosts.Distinct().Count() < hosts.Length)
            throw new RuleException("every host may stand there once");
        return new RedisAddress(hosts, PasswordOf(all[0]), DatabaseOf(all[0]), all[0].Scheme == "rediss");
    }

    private static Uri UriOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0)
            throw new RuleException(Form);
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new RuleException(Form + ", without query or fragment");
        return uri.Port == 0 ? throw new RuleException("the port must be from 1 to 65535") : uri;
    }

    private static string? PasswordOf(Uri uri)
    {
        if (uri.UserInfo.Length == 0)
            return null;
        var colon = uri.UserInfo.IndexOf(':');
        if (colon < 0 || colon == uri.UserInfo.Length - 1)
            throw new RuleException("before the @ a colon and the password are required, :password");

        // The client library logs in with AUTH <password>, which Redis reads as the user "default".
        if (uri.UserInfo[..colon] is not ("" or "default"))
            throw new RuleException("the user must be empty or 'default': this client cannot log in as another one");
        return Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
    }

    private static int DatabaseOf(Uri uri)
    {
        var text = uri.AbsolutePath.Trim('/');
        if (text.Length == 0)
            return 0;
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw new RuleException("the database after the / must be a whole number from 0 to 65535");
    }

    // Works on text that is no URL at all: everything up to the last @ may be a secret.
    private static string WithoutPassword(string url)
    {
        var at = url.LastIndexOf('@');
        if (at < 0)
            return url;
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return string.Concat(scheme >= 0 && scheme < at ? url.AsSpan(0, scheme + 3) : "", "***", url.AsSpan(at));
    }

    // Its message is the rule alone: each caller names the URL, or the setting, in its own way.
    private sealed class RuleException(string rule) : Exception(rule);
}
