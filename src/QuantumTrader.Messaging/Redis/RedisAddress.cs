using System.Globalization;

namespace QuantumTrader.Messaging.Redis;

/// <summary>A Redis URL taken apart. Its text never holds the password.</summary>
internal sealed record RedisAddress(string Host, int Port, string? Password, int Database)
{
    private const int DefaultPort = 6379;
    private const string Form = "redis://[user:password@]host[:port][/db] is required";

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <exception cref="FormatException">The message names the URL without its password, and the rule.</exception>
    public static RedisAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != "redis" || uri.Host.Length == 0)
            throw Fail(url, Form);
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Fail(url, Form + ", without query or fragment");
        if (uri.Port == 0)
            throw Fail(url, "the port must be from 1 to 65535");
        return new RedisAddress(uri.DnsSafeHost, uri.Port < 0 ? DefaultPort : uri.Port, PasswordOf(url, uri), DatabaseOf(url, uri));
    }

    private static string? PasswordOf(string url, Uri uri)
    {
        if (uri.UserInfo.Length == 0)
            return null;
        var colon = uri.UserInfo.IndexOf(':');
        if (colon < 0 || colon == uri.UserInfo.Length - 1)
            throw Fail(url, "before the @ both are required, user:password");

        // The client library logs in with AUTH <password>, which Redis reads as the user "default".
        if (uri.UserInfo[..colon] is not ("" or "default"))
            throw Fail(url, "the user must be empty or 'default': this client cannot log in as another one");
        return Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
    }

    private static int DatabaseOf(string url, Uri uri)
    {
        var text = uri.AbsolutePath.Trim('/');
        if (text.Length == 0)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw Fail(url, "the database after the / must be a whole number from 0");
    }

    private static FormatException Fail(string url, string rule) => new($"Redis URL '{WithoutPassword(url)}': {rule}");

    // Works on text that is no URL at all: everything up to the last @ may be a secret.
    private static string WithoutPassword(string url)
    {
        var at = url.LastIndexOf('@');
        if (at < 0)
            return url;
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return string.Concat(scheme >= 0 && scheme < at ? url.AsSpan(0, scheme + 3) : "", "***", url.AsSpan(at));
    }
}
