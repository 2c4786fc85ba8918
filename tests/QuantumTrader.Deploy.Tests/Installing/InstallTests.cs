namespace QuantumTrader.Deploy.Tests.Installing;

/// <summary><c>deploy/install</c> and <c>deploy/rollback</c> in a folder that stands for a machine.</summary>
public sealed class InstallTests(InstalledMachine installedMachine) : IClassFixture<InstalledMachine>
{
    private const string Prometheus = "/etc/prometheus/prometheus.yml";
    private const string Apply = "/etc/quantum/apply.env";
    private const string Feed = "/etc/quantum/feed.env";
    private const string Unit = "/etc/systemd/system/quantum-feed.service";

    [Fact]
    public async Task AnEditedFileSurvivesAnUpgradeAndARollback_AndTheOldReleaseIsBack()
    {
        using var machine = await InstallRoot.CreateAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(machine.At(Prometheus))!);
        await File.WriteAllTextAsync(machine.At(Prometheus), "global: {}\n");
        await DoneAsync(machine.InstallAsync());
        var first = machine.Current();
        Assert.NotEqual("global: {}\n", await machine.ReadAsync(Prometheus));
        await machine.ReplaceAsync(machine.At(Apply), "APPLY_MODE=dry_run", "APPLY_MODE=paper");
        var before = await machine.StateAsync();

        await machine.ReplaceAsync(Path.Combine(machine.Deploy, "env", "apply.env"), "APPLY_DEFER_SEC=300", "APPLY_DEFER_SEC=301");
        await machine.ReplaceAsync(Path.Combine(machine.Deploy, "env", "feed.env"), "FEED_SEED=7", "FEED_SEED=8");
        await machine.ReplaceAsync(Path.Combine(machine.Deploy, "systemd", "quantum-feed.service"), "RestartSec=2", "RestartSec=3");
        var upgrade = await DoneAsync(machine.InstallAsync());

        Assert.Contains($"{Apply}: edited, kept; the new one is {Apply}.new", upgrade.Output, StringComparison.Ordinal);
        Assert.Contains("APPLY_MODE=paper", await machine.ReadAsync(Apply), StringComparison.Ordinal);
        Assert.Contains("APPLY_DEFER_SEC=300", await machine.ReadAsync(Apply), StringComparison.Ordinal);
        Assert.Contains("APPLY_DEFER_SEC=301", await machine.ReadAsync(Apply + ".new"), StringComparison.Ordinal);
        Assert.Contains("FEED_SEED=8", await machine.ReadAsync(Feed), StringComparison.Ordinal);
        Assert.Contains("RestartSec=3", await machine.ReadAsync(Unit), StringComparison.Ordinal);
        Assert.NotEqual(first, machine.Current());

        await DoneAsync(machine.RollBackAsync());

        Assert.Equal(first, machine.Current());
        Assert.Equal(before, await machine.StateAsync());
        Assert.Contains("is undone already: nothing to do", (await DoneAsync(machine.RollBackAsync())).Output, StringComparison.Ordinal);
        Assert.Equal(before, await machine.StateAsync());
        await DoneAsync(Tool.RunAsync(machine.At("/opt/quantum/current/bin/quantum"), "--version"));
    }

    [Fact]
    public async Task WhatIsEditedAfterAnUpgrade_StaysAsItIsInARollback()
    {
        using var machine = await installedMachine.CopyAsync();
        await machine.ReplaceAsync(Path.Combine(machine.Deploy, "env", "feed.env"), "FEED_SEED=7", "FEED_SEED=8");
        await DoneAsync(machine.InstallAsync());
        await machine.ReplaceAsync(machine.At(Feed), "FEED_SEED=8", "FEED_SEED=9");

        var back = await DoneAsync(machine.RollBackAsync());

        Assert.Contains($"{Feed}: edited, kept", back.Output, StringComparison.Ordinal);
        Assert.Contains("FEED_SEED=9", await machine.ReadAsync(Feed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSecondTime_NothingChanges_AndTheFirstInstallCanBeUndone()
    {
        using var machine = await InstallRoot.CreateAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(machine.At(Prometheus))!);
        await File.WriteAllTextAsync(machine.At(Prometheus), "global: {}\n");
        var clean = await machine.StateAsync();
        await DoneAsync(machine.InstallAsync());
        var installed = await machine.StateAsync();

        Assert.Contains("is installed already: nothing to do", (await DoneAsync(machine.InstallAsync())).Output, StringComparison.Ordinal);
        Assert.Equal(installed, await machine.StateAsync());
        Assert.Single(Directory.GetDirectories(machine.At("/opt/quantum/backups")));

        await DoneAsync(machine.RollBackAsync());
        Assert.Equal(clean, await machine.StateAsync());
        await DoneAsync(machine.InstallAsync());
        Assert.Equal(installed, await machine.StateAsync());
    }

    [Fact]
    public async Task ADryRun_SaysWhatItWouldDo_AndDoesNothing()
    {
        using var machine = await InstallRoot.CreateAsync();

        var said = (await DoneAsync(machine.InstallAsync("--dry-run"))).Output;

        Assert.Empty(await machine.StateAsync());
        foreach (var step in (string[])["publish ", "check ", $"file {Unit}\n", $"file {Apply}\n", "current -> releases/", "done: nothing was changed\n"])
            Assert.Contains(step, said, StringComparison.Ordinal);

        await DoneAsync(machine.InstallAsync());
        var installed = await machine.StateAsync();
        await DoneAsync(machine.RollBackAsync("--dry-run"));
        Assert.Equal(installed, await machine.StateAsync());
    }

    [Theory]
    [InlineData("env/apply.env", "APPLY_MODE=dry_run", "APPLY_MODE=maybe", "APPLY_MODE = 'maybe'")]
    [InlineData("systemd/quantum-feed.service", "Restart=on-failure", "Restart=sometimes", "systemd refuses the units")]
    [InlineData("prometheus/prometheus.yml", "scrape_interval: 15s", "scrape_interval: often", "Prometheus refuses its configuration")]
    [InlineData("grafana/dashboards/quantum-harvest-brain.json", "\"panels\": [", "\"panels\": 0, \"others\": [", "Grafana would not show quantum-harvest-brain.json")]
    public async Task WhatIsRefused_ChangesNothing(string file, string old, string with, string said)
    {
        using var machine = await installedMachine.CopyAsync();
        var installed = await machine.StateAsync();
        await machine.ReplaceAsync(Path.Combine(machine.Deploy, file), old, with);

        var outcome = await machine.InstallAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(said, outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(installed, await machine.StateAsync());
    }

    /// <summary>Also what an operator has written is checked, before the services are restarted with it.</summary>
    [Theory]
    [InlineData(Apply)]
    [InlineData("/etc/quantum/common.env")]
    public async Task WhatAnOperatorGotWrong_IsNamed(string file)
    {
        using var machine = await installedMachine.CopyAsync();
        await File.AppendAllTextAsync(machine.At(file), "REDIS_PORT=many\n");
        await machine.ReplaceAsync(Path.Combine(machine.Deploy, "systemd", "quantum-feed.service"), "RestartSec=2", "RestartSec=3");

        var outcome = await machine.InstallAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("REDIS_PORT = 'many'", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("RestartSec=2", await machine.ReadAsync(Unit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithItsSecrets_AlertmanagerIsConfigured_ReadableByItsUserAlone()
    {
        using var machine = await InstallRoot.CreateAsync();
        Directory.CreateDirectory(machine.At("/etc/quantum/secrets"));
        await File.WriteAllTextAsync(machine.At("/etc/quantum/secrets/telegram_bot_token"), "123456:token");
        await File.WriteAllTextAsync(machine.At("/etc/quantum/secrets/telegram_chat_id"), "-42");

        var outcome = await DoneAsync(machine.InstallAsync());

        Assert.DoesNotContain("123456:token", outcome.All, StringComparison.Ordinal);
        Assert.Contains("123456:token", await machine.ReadAsync("/etc/quantum/alertmanager/alertmanager.yml"), StringComparison.Ordinal);
        Assert.Equal("600\n", await Tool.SucceedAsync("stat", "-c", "%a", machine.At("/etc/quantum/alertmanager/alertmanager.yml")));
        Assert.Equal("700\n", await Tool.SucceedAsync("stat", "-c", "%a", machine.At("/opt/quantum/backups")));
    }

    private static async Task<Tool.Outcome> DoneAsync(Task<Tool.Outcome> running)
    {
        var outcome = await running;
        Assert.True(outcome.ExitCode == 0, outcome.All);
        return outcome;
    }
}
