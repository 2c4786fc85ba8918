namespace QuantumTrader.Domain.Tests.Ladder;

/// <summary>The price paths of <c>paths.md</c>, worked by hand there.</summary>
public sealed class LadderPathTests
{
    private static readonly Dictionary<string, List<LadderPathRow>> s_tables = LadderPathRow.Tables();

    public static TheoryData<string> Names => [.. s_tables.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Path_GoesAsItIsWorked(string name)
    {
        var path = new LadderPath();
        Assert.NotEmpty(s_tables[name]);
        foreach (var row in s_tables[name])
        {
            var (r, acts, position, stop) = path.Do(row.Event);
            Assert.Equal($"line {row.Line}, {row.Event}: R {row.R}; {row.Acts}; {Plain(row.Position)}; {row.Stop}", $"line {row.Line}, {row.Event}: R {r}; {acts}; {position}; {stop}");
        }
    }

    // The tables write 1.0 where a person would.
    private static string Plain(string position) => position.EndsWith(".0", StringComparison.Ordinal) ? position[..^2] : position;
}
