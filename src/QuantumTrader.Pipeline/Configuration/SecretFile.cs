namespace QuantumTrader.Pipeline.Configuration;

/// <summary>A file that holds a secret and nothing else, as systemd credentials and container secrets do.</summary>
public static class SecretFile
{
    // A secret is short; a device or a log that was named by mistake is not read to its end.
    private const int LongestBytes = 64 * 1024;

    /// <returns>The secret without surrounding white space, or why there is none.</returns>
    public static (string? Text, string? Problem) Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(file);
            var buffer = new char[LongestBytes];
            var length = reader.ReadBlock(buffer);
            var text = new string(buffer, 0, length).Trim();
            return length == LongestBytes ? (null, "it is too long for one") : text.Length == 0 ? (null, "it is empty") : (text, null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "there is no such file");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, "it cannot be read");
        }
    }
}
