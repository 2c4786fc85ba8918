using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>Starts consumers of words and gives them some.</summary>
internal static class WordConsumers
{
    internal static readonly ConsumerOptions Options = new() { BatchSize = 2, MaxFailures = 3, SuspectDeliveries = 3, MaxDeliveries = 10 };

    internal static async Task<StreamConsumer<Word>> StartAsync(Bench bench, string name = "one")
    {
        var consumer = new StreamConsumer<Word>(
            bench.Context.Bus, Word.Stream, new Consumer("group", name), GroupStart.Beginning, bench.Clock, bench.Log, Options);
        await consumer.StartAsync(default);
        return consumer;
    }

    internal static async Task AppendAsync(Bench bench, params string[] words)
    {
        foreach (var word in words)
            await bench.AppendAsync(Word.Stream, new Word(word));
    }

    internal static async Task<long> PendingAsync(Bench bench) => Assert.Single(await bench.GroupsAsync(Word.Stream.Name)).Pending;
}
