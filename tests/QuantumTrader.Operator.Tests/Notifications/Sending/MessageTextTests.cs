using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Sending;

namespace QuantumTrader.Operator.Tests.Notifications.Sending;

public sealed class MessageTextTests
{
    [Fact]
    public void OneEvent_IsOneLineWithItsTime() => Assert.Equal("00:00:00 UTC a", Text([Given.News("a")]));

    [Fact]
    public void EventOfAnotherDay_HasItsDate() =>
        Assert.Equal("2025-12-31 23:59:59 UTC a", Text([Given.News("a") with { AtMs = Given.StartMs - 1000 }]));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void TimeThatIsNone_IsShownAsTheNearest(long atMs) => Assert.EndsWith("UTC a", Text([Given.News("a") with { AtMs = atMs }]), StringComparison.Ordinal);

    // The important ones are shown, in their order of time; the others are counted by kind.
    [Fact]
    public void MoreThanFit_AreCounted_TheImportantOnesStay()
    {
        Notification[] events =
        [
            Given.News("s1", NotificationKind.HarvestSuggested), Given.News("m1"), Given.News("s2", NotificationKind.HarvestSuggested),
            Given.News("kill", NotificationKind.KillSwitch), Given.News("s3", NotificationKind.HarvestSuggested),
        ];

        Assert.Equal("00:00:00 UTC m1\n00:00:00 UTC kill\nand 3 more: 3 harvest_suggested", Text(events, maxLines: 2));
        Assert.Equal("00:00:00 UTC kill\nand 4 more: 1 stop_moved, 3 harvest_suggested", Text(events, maxLines: 1));
    }

    [Theory]
    [InlineData(1, "1 earlier event was not told: they could not be sent in time")]
    [InlineData(17, "17 earlier events were not told: they could not be sent in time")]
    public void WhatWasLost_IsSaid(long lost, string text) => Assert.Equal("00:00:00 UTC a\n" + text, Text([Given.News("a")], lost: lost));

    // Whatever comes, the message fits and no event is unaccounted for.
    [Fact]
    public void AnyEvents_FitAndAreAllAccountedFor()
    {
        var events = Gen.Choose(0, 9).Zip(Gen.Choose(1, 300)).Select(pair => Given.News(new string('x', pair.Item2), (NotificationKind)pair.Item1)).NonEmptyListOf();
        Prop.ForAll(events.Select(list => list.ToArray()).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (all, maxLines) =>
        {
            var lines = Text(all, maxLines, lost: long.MaxValue).Split('\n');
            var more = lines.SingleOrDefault(line => line.StartsWith("and ", StringComparison.Ordinal));
            var shown = lines.Count(line => line.StartsWith("00:00:00 UTC x", StringComparison.Ordinal));
            Assert.InRange(string.Join('\n', lines).Length, 1, MessageText.MostCharacters);
            Assert.InRange(shown, 1, maxLines);
            Assert.Equal(all.Length, shown + (more is null ? 0 : int.Parse(more.Split(' ')[1], null)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Id_FollowsFromTheEventsAlone()
    {
        string Id(long lost, int hours, params string[] texts) => OutgoingMessage.Of([.. texts.Select(text => Given.News(text))], lost, 5, Given.Start.AddHours(hours)).Id;

        Assert.Equal(Id(0, 0, "a", "b"), Id(3, 4, "a", "b"));
        Assert.NotEqual(Id(0, 0, "a", "b"), Id(0, 0, "a", "c"));
        Assert.Equal(32, Id(0, 0, "a").Length);
    }

    private static string Text(Notification[] events, int maxLines = 10, long lost = 0) => MessageText.Of(events, lost, maxLines, Given.Start);
}
