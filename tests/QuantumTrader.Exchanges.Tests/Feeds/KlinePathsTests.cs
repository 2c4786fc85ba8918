using QuantumTrader.Exchanges.Feeds;

namespace QuantumTrader.Exchanges.Tests.Feeds;

public sealed class KlinePathsTests : IDisposable
{
    private readonly KlineFolder _folder = new();

    public KlinePathsTests()
    {
        foreach (var name in (string[])["B-1m.csv", "A-1m.csv.gz", "A2-1m.csv", "notes.txt"])
            _folder.Write(name, "");
        Directory.CreateDirectory(_folder.PathOf("within"));
        _folder.Write(Path.Combine("within", "C-1m.csv"), "");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "A-1m.csv.gz,A2-1m.csv,B-1m.csv")]
    [InlineData("B-1m.csv", "B-1m.csv")]
    [InlineData("A*", "A-1m.csv.gz,A2-1m.csv")]
    [InlineData("?-1m.csv*", "A-1m.csv.gz,B-1m.csv")]
    [InlineData("*.txt", "notes.txt")]
    public void Files_folders_and_patterns_expand_to_sorted_files(string path, string expected) =>
        Assert.Equal(expected.Split(','), KlinePaths.Expand([_folder.PathOf(path)]).Select(Path.GetFileName));

    [Fact]
    public void A_file_that_is_named_twice_counts_once() =>
        Assert.Equal(3, KlinePaths.Expand([_folder.Root, _folder.PathOf("B-1m.csv"), _folder.PathOf("*.csv")]).Count);

    [Theory]
    [InlineData("none.csv", "no such file or folder")]
    [InlineData("Z*", "no file has such a name")]
    [InlineData("nowhere/Z*", "no folder")]
    [InlineData("*/C-1m.csv", "in the last part of a path only")]
    public void What_names_nothing_is_named(string path, string rule)
    {
        var full = _folder.PathOf(path);
        var error = Assert.Throws<BarSourceException>(() => KlinePaths.Expand([_folder.Root, full]));
        Assert.StartsWith(full, error.Message);
        Assert.Contains(rule, error.Message);
    }

    [Fact]
    public void A_folder_without_klines_is_an_error()
    {
        File.Delete(_folder.PathOf(Path.Combine("within", "C-1m.csv")));
        Assert.Contains("holds no *.csv", Assert.Throws<BarSourceException>(() => KlinePaths.Expand([_folder.PathOf("within")])).Message);
    }

    [Fact]
    public void No_path_and_an_empty_path_are_errors()
    {
        Assert.Contains("no path is given", Assert.Throws<BarSourceException>(() => KlinePaths.Expand([])).Message);
        Assert.Contains("must not be empty", Assert.Throws<BarSourceException>(() => KlinePaths.Expand([" "])).Message);
    }
}
