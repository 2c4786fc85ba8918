using QuantumTrader.Cli.Bench;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Verbs;

/// <summary>What all verbs do with what can go wrong: one clear line for each fault, and the exit code of contract section 12.</summary>
internal static class Verb
{
    public static async Task<int> GuardAsync(CommandOutput output, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (SettingsException faults)
        {
            output.Write(faults.Faults);
            return ExitCode.BadUsage;
        }
        catch (UsageException fault)
        {
            output.Faults.WriteLine(fault.Message);
            return ExitCode.BadUsage;
        }
        catch (Exception fault) when (IsFailure(fault))
        {
            output.Faults.WriteLine(fault.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            output.Faults.WriteLine("stopped");
            return ExitCode.Failed;
        }
    }

    /// <summary>Its message says all that there is to say.</summary>
    public static bool IsFailure(Exception fault) => fault
        is BarSourceException or EngineUnavailableException or JournalCorruptException or StageLeaseLostException or BenchException
        or IOException or UnauthorizedAccessException;
}
