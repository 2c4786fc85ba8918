using System.Collections.Concurrent;
using QuantumTrader.Operator.Notifications.Receivers;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Tests.Notifications.Sending;

/// <summary>Answers as a test says; without an answer left it takes what comes.</summary>
internal sealed class ScriptedReceiver : IReceiver
{
    private readonly ConcurrentQueue<OutgoingMessage> _tries = new();
    private readonly ConcurrentQueue<Delivery> _answers = new();
    private TaskCompletionSource? _hang;

    public string Name => "scripted";

    public int MostEvents { get; init; } = int.MaxValue;

    public bool RecognisesRepeats { get; init; }

    public bool IsDisposed { get; private set; }

    /// <summary>Every try, also of the same message.</summary>
    public IReadOnlyList<OutgoingMessage> Tries => [.. _tries];

    public ScriptedReceiver Answer(params Delivery[] answers)
    {
        foreach (var answer in answers)
            _answers.Enqueue(answer);
        return this;
    }

    /// <summary>No try is answered until <see cref="Resume"/>.</summary>
    public ScriptedReceiver Hang()
    {
        _hang = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return this;
    }

    public void Resume()
    {
        var hang = _hang;
        _hang = null;
        hang!.SetResult();
    }

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        _tries.Enqueue(message);
        if (_hang is { } hang)
            await hang.Task.WaitAsync(cancellation);
        return _answers.TryDequeue(out var answer) ? answer : Delivery.Taken;
    }

    public void Dispose() => IsDisposed = true;
}
