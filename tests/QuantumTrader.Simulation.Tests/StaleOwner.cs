using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests;

/// <summary>A process that was paused in the middle of a step, while another one took its stage over.</summary>
internal sealed class StaleOwner(IStage stage, Task step)
{
    /// <summary>It has been woken: its step comes to an end, and the next one ends the process.</summary>
    /// <returns>What it did that it may not; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        try
        {
            // Where nothing was left to be written there is nothing to refuse.
            await step;
        }
        catch (EngineUnavailableException)
        {
            // Refused a write.
        }

        try
        {
            await stage.StepAsync(CancellationToken.None);
            return [$"{stage.Name} goes on although another process has had the stage"];
        }
        catch (StageLeaseLostException)
        {
            return [];
        }
    }
}
