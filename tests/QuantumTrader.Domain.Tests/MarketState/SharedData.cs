using System.Globalization;
using System.IO.Compression;

namespace QuantumTrader.Domain.Tests.MarketState;

/// <summary>Recorded data that lies beside the repository; a test that needs it says so when it is absent.</summary>
internal static class SharedData
{
    private const string Variable = "QUANTUM_SHARED";

    /// <summary>The path of a recorded file; skips the test, visibly, when there is none.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Folder(), relativePath);
        if (!File.Exists(path))
            Assert.Skip($"recorded data is absent: {relativePath} (looked in {Variable} or ../shared beside the repository)");
        return path;
    }

    /// <summary>The closes of a recorded file of 1-minute bars, oldest first.</summary>
    public static double[] Closes(string relativePath, int most)
    {
        const int closeColumn = 4;
        using var file = File.OpenRead(Require(relativePath));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        Assert.StartsWith("open_time,open,high,low,close,", reader.ReadLine());
        var closes = new List<double>(most);
        while (closes.Count < most && reader.ReadLine() is { } line)
            closes.Add(double.Parse(line.Split(',')[closeColumn], CultureInfo.InvariantCulture));
        return [.. closes];
    }

    private static string Folder()
    {
        var stated = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(stated))
            return stated;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QuantumTrader.slnx")))
                return Path.Combine(folder.FullName, "..", "shared");
        }

        return "shared";
    }
}
