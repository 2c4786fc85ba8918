using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>Writes a list of words, each when it is due, then has finished.</summary>
internal sealed class ScriptedFeed(IStreamBus bus, TimeProvider time, params (DateTimeOffset Due, string Text)[] words) : IFiniteStage
{
    private int _next;

    public string Name => "feed";

    public IReadOnlyList<string> Inputs => [];

    public bool IsFinished => _next == words.Length;

    public DateTimeOffset? NextDue => IsFinished ? null : words[_next].Due;

    public ValueTask StartAsync(CancellationToken cancellation) => default;

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (IsFinished || words[_next].Due > time.GetUtcNow())
            return false;
        await bus.AppendAsync(Word.Stream, new Word(words[_next].Text), cancellation);
        _next++;
        return true;
    }
}
