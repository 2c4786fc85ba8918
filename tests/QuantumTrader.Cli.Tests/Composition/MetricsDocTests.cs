using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Observability.Exposition;
using QuantumTrader.Observability.HarvestExporter;
using QuantumTrader.Observability.Heartbeat;
using QuantumTrader.Observability.Runtime;
using QuantumTrader.Observability.SafetyExporter;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Composition;

/// <summary>
/// <c>docs/metrics.md</c> is made from the instruments of the stages as the program composes them. With the environment variable <c>QUANTUM_WRITE_DOCS=1</c> the test writes it anew,
/// else it compares. The rules and boards in deploy/ are held against that file.
/// </summary>
public sealed class MetricsDocTests
{
    [Fact]
    public async Task Document_SaysWhatTheStagesExport()
    {
        var text = await DocumentAsync();
        var path = Path.Combine(SourceRoot.Path, "docs", "metrics.md");
        if (Environment.GetEnvironmentVariable("QUANTUM_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, text);

        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    private static async Task<string> DocumentAsync()
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);
        var options = StageOptions.Bind(new SettingsBinder(Catalogue.Create()));
        var text = new StringBuilder("""
            # Metrics

            Every metric that is exported, by the stage whose port serves it. Made from the code; `QUANTUM_WRITE_DOCS=1` and the tests of the command line write it anew.

            """);
        var (everywhere, process) = (new MetricSet("every stage"), new MetricSet("every process"));
        BuildInfo.Show(everywhere);
        _ = new StageHeartbeat(everywhere, TimeProvider.System);
        _ = new ProcessMetrics(process, TimeProvider.System);
        _ = new JournalMetrics(process, engine);
        Append(text, everywhere.Name, everywhere);
        Append(text, process.Name, process);
        foreach (var stage in StageNames.All)
        {
            var context = new StageContext(engine.Store, engine.Bus, TimeProvider.System, NullLogger.Instance) { Metrics = new MetricSet(stage) };
            _ = Make(stage, context, engine, options);
            Append(text, $"{stage} ({StagePorts.Documented[stage]})", context.Metrics);
        }

        return text.ToString();
    }

    private static IStage Make(string name, StageContext context, EmbeddedEngine engine, StageOptions options) => name switch
    {
        StageNames.Feed => StageFactory.Feed(context, BarSources.Open(options.Feed, DateTimeOffset.UnixEpoch.AddYears(50)), FeedPace.Clock),
        StageNames.HarvestExporter => new HarvestExporterStage(context, new HarvestExporterOptions()),
        StageNames.SafetyExporter => new SafetyExporterStage(context, engine, new SafetyExporterOptions()),
        StageNames.Notifier => new NotificationService(options.Notifier, TimeProvider.System, NullLogger.Instance).Make(context, []),
        _ => StageFactory.Create(name, context, options, EntryRules.Create(options.Execution)),
    };

    private static void Append(StringBuilder text, string title, MetricSet metrics)
    {
        if (metrics.Families.Count == 0)
            return;
        text.Append(null, $"\n## {title}\n\n| name | type | labels | meaning |\n|---|---|---|---|\n");
        foreach (var family in metrics.Families)
        {
            var labels = string.Join(", ", family.Labels.Select(label => $"`{label}`"));
            text.Append(null, $"| `{family.Name}` | {PrometheusText.WordOf(family.Kind)} | {labels} | {family.Help} |\n");
        }
    }
}
