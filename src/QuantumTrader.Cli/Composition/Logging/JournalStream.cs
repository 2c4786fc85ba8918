namespace QuantumTrader.Cli.Composition.Logging;

/// <summary>
/// Tells whether standard error goes to the journal of systemd. It hands a service the device and inode of that stream in JOURNAL_STREAM; a program that the service starts inherits the
/// variable with another stream, so the numbers are compared.
/// </summary>
internal static class JournalStream
{
    private const string StandardError = "/proc/self/fd/2";

    public static bool IsStandardError() => Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { } stream && IsThatOf(StandardError, stream);

    /// <param name="link">Of an open file under <c>/proc</c>, such as one to <c>socket:[1234]</c>.</param>
    /// <param name="stream"><c>DEVICE:INODE</c>.</param>
    internal static bool IsThatOf(string link, string stream)
    {
        try
        {
            // Sockets and pipes have no path but their kind and inode.
            return new FileInfo(link).LinkTarget is { } target && stream.Split(':') is [_, { Length: > 0 } inode] && target.EndsWith($":[{inode}]", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
