namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>What a message looks like on a telephone at night.</summary>
public sealed class TemplateTests : IDisposable
{
    private const string Alert = """
        {"status": "STATUS", "labels": {"alertname": "QuantumStageDown", "severity": "critical"}, "startsAt": "2026-01-02T03:04:05Z",
         "annotations": {"summary": "quantum-feed does not answer", "description": "No process could be scraped.", "runbook_url": "docs/runbook.md#quantumstagedown"}}
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task OneAlert_IsNamedByItsSummary() => Assert.Equal(
        """
        [FIRING critical] quantum-feed does not answer

        quantum-feed does not answer (firing since 2026-01-02 03:04:05 UTC)
        No process could be scraped.
        docs/runbook.md#quantumstagedown
        """,
        (await RenderAsync("quantum.message", "firing", "firing")).Trim());

    [Fact]
    public async Task SeveralAlerts_AreCounted() =>
        Assert.Equal("[FIRING critical] QuantumStageDown (2 firing, 1 resolved)", (await RenderAsync("quantum.title", "firing", "firing", "resolved", "firing")).Trim());

    [Fact]
    public async Task WhatIsOver_SaysSo() => Assert.StartsWith("[RESOLVED] quantum-feed", await RenderAsync("quantum.message", "resolved", "resolved"));

    public void Dispose() => _folder.Dispose();

    private Task<string> RenderAsync(string template, string status, params string[] alerts)
    {
        var rendered = string.Join(',', alerts.Select(one => Alert.Replace("STATUS", one, StringComparison.Ordinal)));
        var data = _folder.Write("data.json", $$"""
            {"receiver": "critical", "status": "{{status}}", "alerts": [{{rendered}}], "groupLabels": {"alertname": "QuantumStageDown"},
             "commonLabels": {"alertname": "QuantumStageDown", "severity": "critical"}, "commonAnnotations": {}, "externalURL": ""}
            """);
        return Tool.SucceedAsync(
            "amtool", "template", "render", $"--template.glob={Path.Combine(Deployed.Folder, "templates", "*.tmpl")}", $"--template.data={data}",
            $$$"""--template.text={{ template "{{{template}}}" . }}""");
    }
}
