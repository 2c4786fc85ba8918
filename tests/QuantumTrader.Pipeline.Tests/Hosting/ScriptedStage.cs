using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>Reads words and does what a test says with each.</summary>
internal sealed class ScriptedStage(IStreamBus bus, TimeProvider time, string name, Func<string, ValueTask> onWord) : IStage
{
    private readonly List<string> _words = [];
    private readonly StreamConsumer<Word> _consumer = new(
        bus, Word.Stream, new Consumer(name, name), GroupStart.End, time, new ListLog());

    public string Name => name;

    public IReadOnlyList<string> Inputs => [Word.Stream.Name];

    public DateTimeOffset? NextDue => null;

    public ValueTask StartAsync(CancellationToken cancellation) => _consumer.StartAsync(cancellation);

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        _words.Clear();
        return await _consumer.StepAsync(word => _words.Add(word.Text), async _ =>
        {
            foreach (var word in _words)
                await onWord(word);
        }, cancellation) > 0;
    }
}
