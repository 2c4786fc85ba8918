using System.Text;
using QuantumTrader.Cli.Tests.Deploy;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Configuration.Kinds;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Tests.Configuration.Reference;

/// <summary><c>docs/configuration.md</c>: every setting of every section, from the same descriptions as the environment files.</summary>
internal sealed class ConfigurationPage(SettingsCatalogue catalogue)
{
    // What every process has comes first.
    private static readonly string[] s_common = ["system", "metrics"];

    public override string ToString()
    {
        var text = new StringBuilder(new ConfigurationIntroduction(catalogue).ToString());
        foreach (var section in catalogue.Sections.OrderBy(section => s_common.Contains(section.Name) ? 0 : 1))
            Append(text, section);
        return text.ToString();
    }

    private void Append(StringBuilder text, SettingsSection section)
    {
        text.Append(null, $"\n## {section.Name}\n\n{char.ToUpperInvariant(section.Summary[0])}{section.Summary[1..]}. {ReadBy(section.Name)}\n\n");
        text.Append("| key | what it is for | value | unit | default | notes |\n|---|---|---|---|---|---|\n");
        foreach (var setting in section.Settings)
        {
            string[] cells = [$"`{setting.Key}`", setting.Help, ValueOf(setting), setting.UnitInWords, DefaultOf(setting), Notes(setting)];
            text.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
        }

        RefusedTogether[] refused = [.. RefusedTogether.Of(section)];
        if (refused.Length == 0)
            return;
        text.Append("\nRefused besides:\n\n| given | answer |\n|---|---|\n");
        foreach (var one in refused)
            text.Append("| ").AppendJoin(", ", one.Given.Select(given => $"`{Cell(given)}`")).Append(" | ").AppendJoin("<br>", one.Faults.Select(fault => $"`{Cell(fault.ToString())}`")).Append(" |\n");
    }

    private static string ReadBy(string section) =>
        Services.ByStage.TryGetValue(section, out var service) ? $"Read by the stage `{section}`, which is the service `{service}` with the file `/etc/quantum/{section}.env`."
        : section == "proof" ? "Read by the verb `proof`."
        : "Read by every process; the environment file of every service has them.";

    private static string ValueOf(Setting setting) => (setting.Kind, setting.IsNullable) switch
    {
        (TextKind, true) => "a text, or empty",
        (_, true) => $"{setting.Kind.Expectation}, or empty",
        _ => setting.Kind.Expectation,
    };

    private static string DefaultOf(Setting setting)
    {
        var standard = SettingWords.DefaultOf(setting) is { } value ? $"`{value}`" : "not set";
        return SettingWords.GivenToServices.TryGetValue(setting.Key, out var given) ? $"{standard}; a service has `{given}`" : standard;
    }

    private string Notes(Setting setting)
    {
        List<string> notes = [];
        if (setting.IsSecret)
            notes.Add(setting.Mask("http://name:word@host") == SecretMask.Hidden ? "**secret**" : "**secret** are user, password and query in it");
        var required = RefusedTogether.RequiredWith(setting).ToArray();
        if (required.Length > 0)
            notes.Add($"required with {string.Join(", or with ", required)}");
        var others = catalogue.FindAll(setting.Key).Select(other => other.Section).Where(name => name != setting.Section).ToArray();
        if (others.Length > 0)
            notes.Add($"also of {string.Join(", ", others)}");
        var borrowers = StageNames.All.Where(stage => SettingWords.Borrowed(stage, catalogue).Contains(setting)).ToArray();
        if (borrowers.Length > 0)
            notes.Add($"read by {string.Join(", ", borrowers)} too");
        return string.Join("; ", notes);
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
