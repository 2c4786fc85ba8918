using System.Runtime.Versioning;

namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>The step that puts the Telegram token into the copy that Alertmanager reads.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InstallTests : IDisposable
{
    private const string Token = "12345:AbC-d_e";

    private static readonly string Program = Path.Combine(Deployed.Folder, "install");

    private readonly TempFolder _secrets = new();
    private readonly TempFolder _target = new();

    [Fact]
    public async Task Copy_HoldsTheTokenAndIsForItsOwnerOnly()
    {
        Keep(Token, "-1009");

        await Tool.SucceedAsync(Program, _target.Folder, _secrets.Folder);

        var written = Path.Combine(_target.Folder, "alertmanager.yml");
        var text = await File.ReadAllTextAsync(written);
        Assert.Contains($"bot_token: \"{Token}\"", text);
        Assert.Contains("chat_id: -1009\n", text);
        Assert.Contains($"routing_key_file: {_secrets.Folder}/pagerduty_routing_key", text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(written));
        Assert.Contains("1 templates", await Tool.SucceedAsync("amtool", "check-config", written));
        Assert.Equal(["alertmanager.yml"], Directory.GetFiles(_target.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("no token", "-1009", "bot token")]
    [InlineData("12345:x\" evil", "-1009", "bot token")]
    [InlineData(Token, "@channel", "chat id")]
    [InlineData(Token, "0", "chat id")]
    public async Task WhatIsNoSecret_IsRefusedAndNothingWritten(string token, string chat, string named)
    {
        Keep(token, chat);

        var outcome = await Tool.RunAsync(Program, _target.Folder, _secrets.Folder);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(named, outcome.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(_target.Folder));
    }

    public void Dispose()
    {
        _secrets.Dispose();
        _target.Dispose();
    }

    private void Keep(string token, string chat)
    {
        _secrets.Write("telegram_bot_token", token + "\n");
        _secrets.Write("telegram_chat_id", chat + "\n");
    }
}
