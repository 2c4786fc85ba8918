using QuantumTrader.Cli.Replay;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;

namespace QuantumTrader.Cli.Tests.Replay;

public sealed class StreamTrimTests
{
    private const int Entries = 400;
    private static readonly StreamKey<EntryRequestRecord> Stream = new("quantum:stream:trimmed");

    [Theory]
    [InlineData(Entries, Entries, true)]
    [InlineData(Entries, Entries - 1, false)]
    [InlineData(Entries - 1, Entries - 1, false)]
    public async Task OnlyWhatIsReadAndAcknowledged_IsLetGo(int read, int acknowledged, bool trimmed)
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);
        var consumer = new Consumer("one", "one");
        await engine.Bus.CreateGroupAsync(Stream.Name, consumer.Group, GroupStart.Beginning);
        for (var i = 0; i < Entries; i++)
            await engine.Bus.AppendAsync(Stream, new EntryRequestRecord("BTCUSDT", $"{i}", PositionSide.Long, 1, StopPrice: null, i));
        var entries = await engine.Bus.ReadNewAsync(Stream, consumer, read);
        await engine.Bus.AcknowledgeAsync(Stream.Name, consumer.Group, [.. entries.Take(acknowledged).Select(entry => entry.Id)]);
        var trim = new StreamTrim(engine.Bus, [Stream.Name, Stream.Name]);

        var lengths = new List<long>();
        for (var instant = 0; instant < 64; instant++)
        {
            await trim.AfterAsync(instant, CancellationToken.None);
            lengths.Add(await engine.Bus.GetLengthAsync(Stream.Name));
        }

        Assert.All(lengths.Take(63), length => Assert.Equal(Entries, length));
        Assert.Equal(trimmed, lengths[^1] < Entries);
    }
}
