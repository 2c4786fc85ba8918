using QuantumTrader.Operator.Notifications.Telling;

namespace QuantumTrader.Operator.Tests.Notifications.Telling;

/// <summary>A row: what happened in turn, and behind each step ! when it is to be told. 0, 1, ? are looks at the key (off, on, unreadable); + and - are words of a stream (on, off).</summary>
public sealed class SwitchWatchTests
{
    [Theory]
    [InlineData("0 0 0", "nothing happens")]
    [InlineData("1! 1 1", "on at the start")]
    [InlineData("?! ?", "unreadable at the start")]
    [InlineData("0 1 1! 1", "set by another program: believed at the second look")]
    [InlineData("0 1 0 0", "a look that no other one confirms")]
    [InlineData("0 1 1! 0 0!", "set and released by another program")]
    [InlineData("0 +! 1 1", "an operator sets it")]
    [InlineData("0 1 +! 1 1", "the key was seen before the word of it")]
    [InlineData("0 +! -! 0 0", "on and off between two looks")]
    [InlineData("0 +! 1 -! 1 0 0", "off: the word comes before the key is gone")]
    [InlineData("0 +! + 1", "said twice")]
    [InlineData("+! 1", "the word comes before the first look")]
    [InlineData("0 +! 0 0!", "said to be on, and it is not")]
    [InlineData("0 1 ? ?! 1 1!", "unreadable in between")]
    public void Change_IsToldOnce(string happened, string story)
    {
        var watch = new SwitchWatch();
        foreach (var step in happened.Split(' '))
        {
            var told = step[0] switch
            {
                '+' => watch.Said(SwitchPosition.On),
                '-' => watch.Said(SwitchPosition.Off),
                '0' => watch.Seen(SwitchPosition.Off),
                '1' => watch.Seen(SwitchPosition.On),
                _ => watch.Seen(SwitchPosition.Unreadable),
            };
            Assert.True(told == step.EndsWith('!'), $"{story}: {step} in {happened}");
        }
    }
}
