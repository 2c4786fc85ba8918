namespace QuantumTrader.Cli.Configuration;

/// <summary>What every verb answers to the shell (contract section 12).</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;
}
