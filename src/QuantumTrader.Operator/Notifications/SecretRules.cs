using System.Text.RegularExpressions;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Operator.Notifications;

/// <summary>What must hold of a secret, wherever it comes from. No fault repeats one.</summary>
internal static partial class SecretRules
{
    /// <summary>A bot's token becomes a part of a path.</summary>
    public static SettingFault? Token(string key, string? value) =>
        value is null || BotToken().IsMatch(value) ? null : new SettingFault(key, SecretMask.Hidden, "must be a bot's token: digits, a colon, then letters, digits, _ and -");

    /// <summary>What is sent there, or the address itself, is a secret: it may cross a network only encrypted.</summary>
    public static SettingFault? Url(string key, string? value)
    {
        if (value is null)
            return null;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return new SettingFault(key, SecretMask.Hidden, "must be a URL with https, or with http on this machine");
        if (url.Scheme == "http" && !url.IsLoopback)
            return new SettingFault(key, SecretMask.Hidden, "must be https: only on this machine may it be http");
        return url.UserInfo.Length > 0 ? new SettingFault(key, SecretMask.Hidden, "must have no user and password") : null;
    }

    [GeneratedRegex("^[0-9]+:[A-Za-z0-9_-]+$", RegexOptions.None, 1000)]
    private static partial Regex BotToken();
}
