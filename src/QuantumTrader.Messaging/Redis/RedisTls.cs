using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumTrader.Messaging.Redis;

/// <summary>Whom this client trusts, and what it shows of itself. The files are read once, when the engine is opened.</summary>
internal sealed class RedisTls
{
    // The faults name what the operator sets.
    private const string Authorities = "REDIS_TLS_CA_FILE";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _authorities = [];
    private readonly X509Certificate2? _own;
    private volatile string? _refusal;

    private RedisTls(RedisOptions options)
    {
        if (options.AuthorityFile is { } authorities)
            Load(Authorities, authorities, () => _authorities.ImportFromPemFile(authorities));
        if (_authorities.Count == 0 && options.AuthorityFile is not null)
            throw new FormatException($"{Authorities} = '{options.AuthorityFile}': must hold certificates in PEM form");
        if (options.CertificateFile is { } certificate)
            Load("REDIS_TLS_CERT_FILE", certificate, () => X509Certificate2.CreateFromPemFile(certificate, options.KeyFile), out _own);
    }

    /// <summary>Why the server's certificate was refused last; null when it was accepted.</summary>
    public string? Refusal => _refusal;

    /// <returns>Null when the address wants no TLS.</returns>
    /// <exception cref="FormatException">A file does not hold what it should, or belongs to TLS and there is none.</exception>
    public static RedisTls? Of(RedisOptions options, RedisAddress address)
    {
        if (address.Tls)
            return new RedisTls(options);
        return options.AuthorityFile is null && options.CertificateFile is null && options.KeyFile is null
            ? null
            : throw new FormatException($"{options}: files for TLS need rediss:// or REDIS_TLS");
    }

    /// <summary>The server's certificate must be for the name that was asked for, valid now, and signed by somebody who is trusted.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _refusal = RefusalOf(certificate, chain, errors);
        return _refusal is null;
    }

    public X509Certificate? Own() => _own;

    private string? RefusalOf(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 theirs || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it shows no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return "its certificate is for another host name";
        if (errors == SslPolicyErrors.None)
            return null;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (chain is not null)
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        if (own.Build(theirs))
            return null;
        return own.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid)
            ? "its certificate has expired, or is not valid yet"
            : "its certificate is signed by nobody who is trusted here (REDIS_TLS_CA_FILE)";
    }

    private static void Load(string name, string path, Action read) => Load(name, path, () => { read(); return true; }, out _);

    private static void Load<T>(string name, string path, Func<T> read, out T content)
    {
        try
        {
            content = read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new FormatException($"{name} = '{path}': cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
