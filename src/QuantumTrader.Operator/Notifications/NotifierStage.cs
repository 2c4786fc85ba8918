using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Operator.Notifications.Telling;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Operator.Notifications;

/// <summary>
/// Follows the streams and the switches, and leaves what people should know with a sink. It writes nothing that trades. Its groups begin at the end of the streams: a first start tells no
/// history. With nobody to tell it follows them all the same, so that whoever is configured later finds no backlog.
/// </summary>
/// <remarks>
/// An entry is acknowledged when what it says was left with the sink, not when a receiver has it: a receiver that is away must not hold up a stream. A process that is killed takes along
/// what was still queued.
/// </remarks>
public sealed class NotifierStage : IStage
{
    private const string Group = "notifier";
    private const int MostRemembered = 4096;

    private readonly StageContext _context;
    private readonly INotificationSink _sink;
    private readonly NotificationMetrics _metrics;
    private readonly IReadOnlySet<NotificationKind> _muted;
    private readonly TimeSpan _maxAge;
    private readonly Source<ExecutionResultRecord> _executions;
    private readonly ISource[] _others;
    private readonly ISource[] _inTellingOrder;
    private readonly OrderNews _orders = new();
    private readonly SwitchNews _switches;
    private readonly RecentIds _told = new(MostRemembered);
    private long _older;

    public NotifierStage(StageContext context, NotificationOptions options, INotificationSink sink, NotificationMetrics metrics)
    {
        (_context, _sink, _metrics) = (context, sink, metrics);
        (_muted, _maxAge) = (options.Muted, TimeSpan.FromSeconds(options.MaxAgeSeconds));
        _switches = new SwitchNews(context);
        _executions = On(Keys.ExecutionResults, (_, record) => [Wording.NotSent(record)]);
        _others =
        [
            On(Keys.OperatorJournal, (id, record) => [_switches.Said(id, record, IsOld(id.Milliseconds))]),
            On(Keys.SafetyFaults, (id, record) => [Wording.Fault(id, record), _switches.Said(id, record, IsOld(id.Milliseconds))]),
            On(Keys.GovernorEvents, (id, record) => [Wording.Governor(id, record)]),
            On(Keys.VenueEvents, (_, record) => [_orders.Tell(record)]),
            On(Keys.ApplyResults, (_, record) => [Wording.NotSent(record)]),
            On(Keys.HarvestSuggestions, (id, record) => [Wording.Suggestion(id, record)]),
        ];
        _inTellingOrder = [.. _others, _executions];
    }

    public string Name => StageNames.Notifier;

    public IReadOnlyList<string> Inputs => [.. _inTellingOrder.Select(source => source.Stream)];

    public DateTimeOffset? NextDue => _switches.NextLook;

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        foreach (var source in _inTellingOrder)
            await source.StartAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            var worked = await TakeAsync(cancellation) > 0;
            var older = _older;
            foreach (var (news, writtenMs) in _inTellingOrder.SelectMany(source => source.Tell()))
                Consider(news, IsOld(writtenMs));
            await Task.WhenAll(_inTellingOrder.Select(source => source.AcknowledgeAsync(cancellation).AsTask()));

            // Said once, when no more of them come.
            if (_older > 0 && _older == older)
                TellOlder();
            return worked | await LookAsync(cancellation);
        }
        catch
        {
            foreach (var source in _inTellingOrder)
                source.Abandon();
            throw;
        }
    }

    // The venue's word on an order is written before the execution that follows from it. Taken in the other order, the word that knows more is there when the other one is told.
    private async ValueTask<int> TakeAsync(CancellationToken cancellation)
    {
        var seen = await _executions.TakeAsync(cancellation);
        return seen + (await Task.WhenAll(Array.ConvertAll(_others, source => source.TakeAsync(cancellation).AsTask()))).Sum();
    }

    private async ValueTask<bool> LookAsync(CancellationToken cancellation)
    {
        var now = _context.Time.GetUtcNow();
        if (now < _switches.NextLook)
            return false;
        foreach (var news in await _switches.LookAsync(now, cancellation))
            Consider(news, isOld: false);
        return true;
    }

    private void Consider(Notification news, bool isOld)
    {
        if (!_told.Add(news.Id))
            return;
        if (_muted.Contains(news.Kind))
            _metrics.Muted.Add(news.Kind.ToCode());
        else if (isOld)
            _older++;
        else
            _sink.Offer(news);
    }

    private void TellOlder()
    {
        _sink.Offer(Wording.Older(_older, _context.NowMs));
        _older = 0;
    }

    private bool IsOld(long writtenMs) => _context.NowMs - writtenMs > _maxAge.TotalMilliseconds;

    private Source<T> On<T>(StreamKey<T> stream, Func<StreamId, T, IEnumerable<Notification?>> tell)
        where T : class, IWireRecord<T> =>
        new(new StreamConsumer<T>(_context.Bus, stream, new Consumer(Group, Group), GroupStart.End, _context.Time, _context.Log), tell);
}
