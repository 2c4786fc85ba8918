using System.Text.Json;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Proof;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>How the proofs of a pack are asked, and what is told of them.</summary>
public sealed class ProofPackTests
{
    private static readonly Finding s_pass = Finding.Pass("it does", "fact one");
    private static readonly Finding s_fail = Finding.Fail("it | <does> not", "that it does");

    [Fact]
    public async Task FailingOrBreakingProof_StopsNoOther()
    {
        var broken = new ScriptedProof("broken", _ => throw new InvalidOperationException("a bug"));

        var report = await RunAsync(new ProofOptions { WaitSeconds = 0 }, ScriptedProof.Of("first", s_fail), broken, ScriptedProof.Of("last", s_pass), ScriptedProof.Of("none", Finding.Skip("nothing")));

        Assert.Equal((2, 2, 1, false), (report.Passed, report.Failed, report.Skipped, report.HasPassed));
        Assert.Equal([1, 2, 3, 4, 5], report.Proofs.Select(proof => proof.Number));
        Assert.Equal(["engine reachable", "first", "broken", "last", "none"], report.Proofs.Select(proof => proof.Name));
        Assert.Equal("it could not be asked: a bug", report.Proofs[2].Seen);
    }

    [Fact]
    public async Task FailedLook_IsRepeatedUntilItHolds()
    {
        var proof = ScriptedProof.Of("late", s_fail, s_fail, s_pass);

        Assert.True((await RunAsync(new ProofOptions { WaitSeconds = 60 }, proof)).HasPassed);
        Assert.Equal(3, proof.Looks);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 60)]
    public async Task FailedLook_IsNotRepeated_WithoutTimeOrWhenItActs(bool repeated, double wait)
    {
        var proof = new ScriptedProof("once", _ => Task.FromResult(s_fail), _ => Task.FromResult(s_pass)) { IsRepeated = repeated };

        Assert.False((await RunAsync(new ProofOptions { WaitSeconds = wait }, proof)).HasPassed);
        Assert.Equal(1, proof.Looks);
    }

    [Fact]
    public async Task ProofWithoutAnAnswer_FailsWhenTheTimeOfAllIsOver()
    {
        var stuck = new ScriptedProof("stuck", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return s_pass;
        });

        var report = await RunAsync(new ProofOptions { LimitSeconds = 1 }, stuck, ScriptedProof.Of("quick", s_pass));

        Assert.Equal((2, 1), (report.Passed, report.Failed));
        Assert.Equal("no answer within the 1 s that all proofs have", report.Proofs[1].Seen);
    }

    [Fact]
    public async Task UnreachableEngine_FailsTheFirst_AndTheOthersAreNotAsked()
    {
        var proof = ScriptedProof.Of("other", s_pass);
        var pack = new ProofPack([proof], Options(), new ProofOptions(), TimeProvider.System);

        var report = await pack.RunAsync("somewhere", _ => throw new EngineUnavailableException("nobody listens"), CancellationToken.None);

        Assert.Equal((0, 1, 1, 0), (report.Passed, report.Failed, report.Skipped, proof.Looks));
        Assert.Equal(("engine reachable", "nobody listens"), (report.Proofs[0].Name, report.Proofs[0].Seen));
        Assert.Equal("not asked: the engine cannot be reached", report.Proofs[1].Seen);
    }

    [Fact]
    public async Task EngineThatHangs_IsGivenUpWhenTheTimeIsOver()
    {
        var pack = new ProofPack([ScriptedProof.Of("other", s_pass)], Options(), new ProofOptions { LimitSeconds = 1 }, TimeProvider.System);

        var report = await pack.RunAsync("somewhere", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new EmbeddedEngine(TimeProvider.System);
        }, CancellationToken.None);

        Assert.Equal((1, 1), (report.Failed, report.Skipped));
        Assert.Equal("no answer within the 1 s that all proofs have", report.Proofs[0].Seen);
    }

    [Fact]
    public async Task Report_IsToldAsMarkdownAndAsJson()
    {
        var report = await RunAsync(new ProofOptions { WaitSeconds = 0 }, ScriptedProof.Of("one", s_fail), ScriptedProof.Of("two", s_pass));

        var text = ProofMarkdown.Of(report);
        Assert.StartsWith("# Proof pack: FAIL\n", text, StringComparison.Ordinal);
        Assert.Contains("| 2 | **FAIL** one | it \\| &lt;does> not |", text, StringComparison.Ordinal);
        Assert.Contains("Expected: that it does\n\nLook at: docs/runbook.md\n", text, StringComparison.Ordinal);
        Assert.Contains("## 3. two: pass\n\n?\n\nSeen: it does\n\n- fact one\n", text, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(report, ProofReportJson.Default.ProofReport));
        Assert.Equal((2, 1, 0), (json.RootElement.GetProperty("passed").GetInt32(), json.RootElement.GetProperty("failed").GetInt32(), json.RootElement.GetProperty("skipped").GetInt32()));
        Assert.Equal("fail", json.RootElement.GetProperty("proofs")[1].GetProperty("verdict").GetString());
        Assert.Equal("docs/runbook.md", json.RootElement.GetProperty("proofs")[1].GetProperty("look_at").GetString());
        Assert.False(json.RootElement.TryGetProperty("has_passed", out _));
    }

    [Theory]
    [InlineData(0L, ProofVerdict.Pass)]
    [InlineData(null, ProofVerdict.Pass)]
    [InlineData(3L, ProofVerdict.Fail)]
    public void Engine_ThatDropsKeys_Fails(long? evicted, object verdict) => Assert.Equal(verdict, EngineProof.Judge(10, evicted).Verdict);

    // What a failed proof points at is there.
    [Fact]
    public void EveryProof_PointsAtASectionThatExists()
    {
        foreach (var proof in AllProofs.Create().Append(new EngineProof()))
        {
            var (file, anchor) = (proof.LookAt.Split('#')[0], proof.LookAt.Split('#')[1]);
            var headings = File.ReadLines(Path.Combine(SourceRoot.Path, file)).Where(line => line.StartsWith('#'))
                .Select(line => line.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-'));

            Assert.Contains(anchor, headings);
        }
    }

    internal static StageOptions Options(params string[] sets) =>
        StageOptions.Bind(new SettingsBinder(Catalogue.Create(), SettingsLayer.OfFlags([.. sets.Select(set => ("test", set.Split('=')[0], (string?)set.Split('=')[1]))])));

    private static Task<ProofReport> RunAsync(ProofOptions settings, params IProof[] proofs) =>
        new ProofPack(proofs, Options(), settings, TimeProvider.System).RunAsync("memory", _ => Task.FromResult<IEngine>(new EmbeddedEngine(TimeProvider.System)), CancellationToken.None);
}
