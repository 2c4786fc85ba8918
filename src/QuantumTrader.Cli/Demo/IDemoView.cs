using QuantumTrader.Cli.Replay;

namespace QuantumTrader.Cli.Demo;

/// <summary>How a demonstration shows itself: a live table on a terminal, lines elsewhere.</summary>
internal interface IDemoView : IReplaySink
{
    /// <summary>Runs the loop that refreshes the view.</summary>
    Task ShowAsync(Func<Task> loop);

    void Refresh(DemoState state);

    void Conclude(DateTimeOffset marketTime);
}
