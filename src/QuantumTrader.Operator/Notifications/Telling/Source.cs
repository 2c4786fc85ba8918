using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>What is taken is kept apart until all streams have answered: their answers may come on different threads.</summary>
/// <param name="tell">What an entry says; called on the stage's own thread, in the order of the stream.</param>
internal sealed class Source<T>(StreamConsumer<T> consumer, Func<StreamId, T, IEnumerable<Notification?>> tell) : ISource
    where T : class, IWireRecord<T>
{
    private readonly List<(StreamId Id, T Record)> _taken = [];

    public string Stream => consumer.Stream;

    public ValueTask StartAsync(CancellationToken cancellation) => consumer.StartAsync(cancellation);

    public ValueTask<int> TakeAsync(CancellationToken cancellation)
    {
        _taken.Clear();
        return consumer.TakeAsync((id, record) => _taken.Add((id, record)), cancellation);
    }

    public IEnumerable<(Notification News, long WrittenMs)> Tell() =>
        from entry in _taken
        from news in tell(entry.Id, entry.Record)
        where news is not null
        select (news, entry.Id.Milliseconds);

    public ValueTask AcknowledgeAsync(CancellationToken cancellation) => consumer.AcknowledgeAsync(cancellation);

    public void Abandon() => consumer.Abandon();
}
