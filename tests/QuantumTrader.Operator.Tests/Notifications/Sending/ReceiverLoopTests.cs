using QuantumTrader.Domain;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Tests.Notifications.Sending;

public sealed class ReceiverLoopTests
{
    private static readonly Delivery s_trouble = new(SendFailure.ServerError, 503);

    // The first of a quiet time goes at once; what comes in the pause goes together; after a quiet pause the next goes at once again.
    [Fact]
    public async Task Burst_IsGrouped()
    {
        await using var bench = new LoopBench(new ScriptedReceiver());
        bench.Offer("a");
        await bench.UntilSentAsync(1);
        bench.Offer("b", "c");
        await bench.PassAsync(LoopBench.GroupSec - 0.001);
        bench.Offer("d");
        Assert.Equal(["a"], bench.Tried);

        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await bench.UntilSentAsync(2);
        Assert.Equal(["a", "b c d"], bench.Tried);

        await Patience.UntilAsync(() => bench.Time.TimerCount == 0, "an idle loop");
        bench.Time.Advance(TimeSpan.FromSeconds(LoopBench.GroupSec));
        bench.Offer("e");
        await bench.UntilSentAsync(3);
        Assert.Equal("e", bench.Tried[2]);
        Assert.Equal(0, bench.Metrics.Queue.Value("scripted"));
    }

    [Fact]
    public async Task MessageThatCarriesLess_LeavesTheRestForTheNext()
    {
        await using var bench = new LoopBench(new ScriptedReceiver { MostEvents = 2 }.Hang());
        bench.Offer("first");
        await bench.UntilTriedAsync(1);
        bench.Offer("a", "b", "c");
        bench.Receiver.Resume();
        await bench.PassAsync(LoopBench.GroupSec);
        await bench.UntilSentAsync(2);
        await bench.PassAsync(LoopBench.GroupSec);
        await bench.UntilSentAsync(3);

        Assert.Equal(["first", "a b", "c"], bench.Tried);
    }

    // Pauses double up to a minute, and the same message goes out under the same id until it is taken.
    [Fact]
    public async Task Trouble_IsTriedAgain_WithGrowingPauses()
    {
        double[] pauses = [1, 2, 4, 8, 16, 32, 60, 60, 60];
        await using var bench = new LoopBench(new ScriptedReceiver().Answer([.. pauses.Select(_ => s_trouble)]));
        bench.Offer("a");
        for (var i = 0; i < pauses.Length; i++)
        {
            await bench.UntilTriedAsync(i + 1);
            await bench.PassAsync(pauses[i] - 0.01);
            Assert.Equal(i + 1, bench.Receiver.Tries.Count);
            bench.Time.Advance(TimeSpan.FromSeconds(0.01));
        }

        await bench.UntilSentAsync(1);
        Assert.Single(bench.Receiver.Tries.Select(message => message.Id).Distinct());
        Assert.Equal(pauses.Length, bench.Metrics.Failed.Value("scripted", "server_error"));
        Assert.Equal(0, bench.Metrics.Dropped.Value("scripted"));
        Assert.Equal(1, bench.Metrics.ReceiverUp.Value("scripted"));

        // Not a line for every try.
        Assert.Equal(["Warning: scripted: it is in trouble (HTTP 503); trying again", "Information: scripted: takes messages again"], bench.Log.Lines);
    }

    [Fact]
    public async Task RetryAfter_IsObeyed()
    {
        await using var bench = new LoopBench(new ScriptedReceiver().Answer(new Delivery(SendFailure.RateLimited, 429, TimeSpan.FromSeconds(7))));
        bench.Offer("a");
        await bench.PassAsync(6.9);
        Assert.Single(bench.Receiver.Tries);
        Assert.Equal(0, bench.Metrics.ReceiverUp.Value("scripted"));

        bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        await bench.UntilSentAsync(1);
    }

    [Fact]
    public async Task Refusal_IsNotTriedAgain_AndTheNextMessageSaysThatItWasLost()
    {
        await using var bench = new LoopBench(new ScriptedReceiver().Answer(new Delivery(SendFailure.Refused, 400), new Delivery(SendFailure.Refused, 400)));
        bench.Offer("a");
        await Patience.UntilAsync(() => bench.Metrics.Dropped.Value("scripted") == 1, "the first message is given up");
        bench.Offer("b", "c");
        await bench.PassAsync(LoopBench.GroupSec);
        await Patience.UntilAsync(() => bench.Metrics.Dropped.Value("scripted") == 3, "the second message is given up");
        Assert.Equal(0, bench.Metrics.ReceiverUp.Value("scripted"));
        bench.Offer("d");
        await bench.PassAsync(LoopBench.GroupSec);
        await bench.UntilSentAsync(1);

        Assert.Equal([0, 1, 3], bench.Receiver.Tries.Select(message => message.Lost));
        Assert.EndsWith("\n3 earlier events were not told: they could not be sent in time", bench.Receiver.Tries[2].Text, StringComparison.Ordinal);
        Assert.Single(bench.Log.Lines, line => line == "Warning: scripted: it refuses the message (HTTP 400)");
    }

    // It may have arrived each time: people are told three times at most, a receiver that knows the id until it says yes.
    [Theory]
    [InlineData(SendFailure.Timeout, false, 3, 1)]
    [InlineData(SendFailure.ConnectionLost, false, 3, 1)]
    [InlineData(SendFailure.Timeout, true, 6, 0)]
    [InlineData(SendFailure.Unreachable, false, 6, 0)]
    public async Task MessageOfUnknownFate_IsNotRepeatedWithoutEnd(SendFailure failure, bool recognises, int tries, long dropped)
    {
        var failures = Enumerable.Repeat(new Delivery(failure), 5);
        await using var bench = new LoopBench(new ScriptedReceiver { RecognisesRepeats = recognises }.Answer([.. failures]));
        bench.Offer("a");
        for (var i = 1; i < tries; i++)
        {
            await bench.UntilTriedAsync(i);
            await bench.PassAsync(Math.Pow(2, i - 1));
        }

        await Patience.UntilAsync(() => bench.Metrics.Dropped.Value("scripted") + bench.Metrics.Sent.Value("scripted") == 1, "an end");
        Assert.Equal((tries, dropped), (bench.Receiver.Tries.Count, bench.Metrics.Dropped.Value("scripted")));
        Assert.Equal(Math.Min(tries, 5), bench.Metrics.Failed.Value("scripted", failure.ToCode()));
    }

    // Trouble that surely did not deliver it uses up none of the three.
    [Fact]
    public async Task Trouble_DoesNotCountAsUnanswered()
    {
        await using var bench = new LoopBench(new ScriptedReceiver().Answer(s_trouble, s_trouble, s_trouble, new Delivery(SendFailure.Timeout), new Delivery(SendFailure.Timeout)));
        bench.Offer("a");
        for (var i = 1; i <= 5; i++)
        {
            await bench.UntilTriedAsync(i);
            await bench.PassAsync(Math.Pow(2, i - 1));
        }

        await bench.UntilSentAsync(1);
        Assert.Equal(0, bench.Metrics.Dropped.Value("scripted"));
    }

    // A receiver that hangs costs its queue, no more; when it is back it hears what was kept and how much was not.
    [Fact]
    public async Task FullQueue_DropsTheOldest_AndSaysSo()
    {
        await using var bench = new LoopBench(new ScriptedReceiver().Hang(), queue: 3);
        bench.Offer("first");
        await bench.UntilTriedAsync(1);
        for (var i = 1; i <= 100; i++)
            bench.Offer($"e{i}");
        Assert.Equal((3, 97), (bench.Metrics.Queue.Value("scripted"), bench.Metrics.Dropped.Value("scripted")));

        bench.Receiver.Resume();
        await bench.PassAsync(LoopBench.GroupSec);
        await bench.UntilSentAsync(2);
        Assert.Equal(["first", "e98 e99 e100"], bench.Tried);
        Assert.Equal(97, bench.Receiver.Tries[1].Lost);
        Assert.Equal(0, bench.Metrics.Queue.Value("scripted"));
    }

    [Fact]
    public async Task End_SendsWhatIsQueued_WithoutThePause()
    {
        var bench = new LoopBench(new ScriptedReceiver());
        bench.Offer("a");
        await bench.UntilSentAsync(1);
        bench.Offer("b", "c");
        await bench.UntilWaitingAsync();

        await bench.EndAsync();
        Assert.Equal(["a", "b c"], bench.Tried);
        Assert.True(bench.Receiver.IsDisposed);
    }

    [Fact]
    public async Task End_WaitsTwoSecondsForAReceiverThatHangs()
    {
        var bench = new LoopBench(new ScriptedReceiver().Hang());
        bench.Offer("a");
        await bench.UntilTriedAsync(1);
        bench.Offer("b", "c");

        var end = bench.EndAsync();
        await bench.PassAsync(1.9);
        Assert.False(end.IsCompleted);
        bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        await end;
        Assert.Contains("Warning: scripted: 1 events were on their way at the end; whether they arrived is not known", bench.Log.Lines);
        Assert.Contains("Warning: scripted: 2 events were not told before the end", bench.Log.Lines);
    }
}
