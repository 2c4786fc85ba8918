using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumTrader.Tests.Support;

/// <summary>An authority of its own with a server's and a client's certificate, as PEM files in a directory that goes with it.</summary>
public sealed class TlsFiles : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-2);
    private static readonly DateTimeOffset Until = DateTimeOffset.UtcNow.AddDays(2);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("quantum-tls-");
    private readonly X509Certificate2 _authority;

    /// <param name="serverName">For which name or address the server's certificate is.</param>
    /// <param name="expired">It was valid until yesterday.</param>
    public TlsFiles(string serverName = "127.0.0.1", bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Quantum Trader tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _authority = request.CreateSelfSigned(From, Until);
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
        Issue(serverName, expired ? DateTimeOffset.UtcNow.AddDays(-1) : Until, ServerFile, ServerKeyFile, "1.3.6.1.5.5.7.3.1");
        Issue("client", Until, ClientFile, ClientKeyFile, "1.3.6.1.5.5.7.3.2");
    }

    public string AuthorityFile => PathOf("ca.pem");

    public string ServerFile => PathOf("server.pem");

    public string ServerKeyFile => PathOf("server.key");

    public string ClientFile => PathOf("client.pem");

    public string ClientKeyFile => PathOf("client.key");

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);

    private void Issue(string name, DateTimeOffset until, string file, string keyFile, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, From, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
