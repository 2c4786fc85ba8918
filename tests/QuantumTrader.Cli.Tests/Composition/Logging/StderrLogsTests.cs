using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using QuantumTrader.Cli.Composition.Logging;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Tests.Composition.Logging;

public sealed class StderrLogsTests
{
    private static readonly VirtualClock Clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    [Theory]
    [InlineData(LogFormat.Auto, false, "2026-01-02T03:04:05.678Z warn  apply: no \"permit\" < 1\n")]
    [InlineData(LogFormat.Text, true, "<4>2026-01-02T03:04:05.678Z warn  apply: no \"permit\" < 1\n")]
    [InlineData(LogFormat.Auto, true, "<4>{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"warn\",\"stage\":\"apply\",\"message\":\"no \\\"permit\\\" < 1\"}\n")]
    [InlineData(LogFormat.Json, false, "{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"warn\",\"stage\":\"apply\",\"message\":\"no \\\"permit\\\" < 1\"}\n")]
    public void Lines_LookAsAskedFor(LogFormat format, bool toJournal, string expected) =>
        Assert.Equal(expected, Written(format, toJournal, log => log.LogWarning("no \"permit\" < {Least}", 1)));

    [Fact]
    public void AnException_IsPartOfTheJsonLine_AndToTheJournalEveryLineHasItsPriority()
    {
        static void Fail(ILogger log) => log.LogError(new IOException("the\ndisk"), "failed");

        var json = Written(LogFormat.Json, toJournal: false, Fail);
        Assert.Equal("System.IO.IOException: the\ndisk", JsonNode.Parse(json)!["exception"]!.GetValue<string>());
        Assert.Equal(1, json.Count(sign => sign == '\n'));
        Assert.Equal("<3>2026-01-02T03:04:05.678Z error apply: failed\n<3>System.IO.IOException: the\n<3>disk\n", Written(LogFormat.Text, toJournal: true, Fail));
    }

    [Theory]
    [InlineData(LogLevel.Trace, "<7>")]
    [InlineData(LogLevel.Debug, "<7>")]
    [InlineData(LogLevel.Information, "<6>")]
    [InlineData(LogLevel.Warning, "<4>")]
    [InlineData(LogLevel.Error, "<3>")]
    [InlineData(LogLevel.Critical, "<2>")]
    public void Priorities_AreThoseOfSyslog(LogLevel level, string expected) => Assert.Equal(expected, LogLine.Priority(level));

    [Fact]
    public void JournalStream_IsRecognisedByItsInode()
    {
        var folder = Directory.CreateTempSubdirectory("quantum-journal-");
        try
        {
            var link = Path.Combine(folder.FullName, "2");
            File.CreateSymbolicLink(link, "socket:[4711]");

            Assert.True(JournalStream.IsThatOf(link, "8:4711"));
            Assert.False(JournalStream.IsThatOf(link, "8:711"));
            Assert.False(JournalStream.IsThatOf(link, "8:"));
            Assert.False(JournalStream.IsThatOf(link, "4711"));
            Assert.False(JournalStream.IsThatOf(Path.Combine(folder.FullName, "none"), "8:4711"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Written(LogFormat format, bool toJournal, Action<ILogger> say)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var logs = new StderrLogs(LogThreshold.Trace, format, toJournal, output, Clock);
        say(logs.Of("apply"));
        return output.ToString();
    }
}
