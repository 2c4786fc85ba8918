using System.Reflection;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Runtime;

/// <summary>What runs: version and commit, as the build wrote them into the program.</summary>
public sealed record BuildInfo(string Version, string Git)
{
    private const string Unknown = "unknown";

    public static BuildInfo OfProgram { get; } =
        Parse(typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

    public static void Show(MetricSet metrics) => new GaugeFamily(
            metrics, "quantum_build_info", "1, labelled with what runs.", "stage", "version", "git")
        .Set(1, metrics.Name, OfProgram.Version, OfProgram.Git);

    /// <param name="informational">A version, and behind a plus sign the commit.</param>
    internal static BuildInfo Parse(string? informational) => informational?.Split('+', 2) switch
    {
        [var version, var git] => new BuildInfo(version, git),
        [{ Length: > 0 } version] => new BuildInfo(version, Unknown),
        _ => new BuildInfo(Unknown, Unknown),
    };
}
