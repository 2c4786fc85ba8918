using System.Reflection;
using System.Text;
using System.Xml.Linq;
using QuantumTrader.Domain;

namespace QuantumTrader.Architecture.Tests;

/// <summary>One table of the reason codes: each member of a closed enum, as it is published, with what its documentation says.</summary>
internal sealed class ReasonTable(Type reason)
{
    private readonly XElement _documentation = XDocument.Load(Path.ChangeExtension(reason.Assembly.Location, ".xml")).Root!.Element("members")!;

    /// <summary>Its codes are published in capital letters.</summary>
    public bool UpperCase { get; init; }

    /// <summary>Code and meaning in the order of the enum; an undocumented member has an empty meaning.</summary>
    public IReadOnlyList<(string Code, string Meaning)> Rows =>
        [.. Enum.GetNames(reason).Select(name => (CodeOf(name), Summary($"F:{reason.FullName}.{name}")))];

    public void Write(StringBuilder text)
    {
        text.Append("## ").Append(reason.Name).Append("\n\n").Append(Summary($"T:{reason.FullName}")).Append("\n\n| code | meaning |\n|---|---|\n");
        foreach (var (code, meaning) in Rows)
            text.Append("| `").Append(code).Append("` | ").Append(meaning).Append(" |\n");
    }

    private string CodeOf(string name) => UpperCase ? SnakeCase(name).ToUpperInvariant() : SnakeCase(name);

    private string SnakeCase(string name) => (string)typeof(ReasonCodes).GetMethod(nameof(ReasonCodes.ToCode), BindingFlags.Public | BindingFlags.Static)!
        .MakeGenericMethod(reason).Invoke(null, [Enum.Parse(reason, name)])!;

    private string Summary(string id)
    {
        var summary = _documentation.Elements("member").SingleOrDefault(member => member.Attribute("name")!.Value == id)?.Element("summary");
        return summary is null ? "" : string.Join(' ', Text(summary).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // A reference to another member is read as its last name.
    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { HasAttributes: true } see => "`" + see.Attributes().First().Value.Split('.')[^1] + "`",
        XElement inner => "`" + inner.Value + "`",
        _ => "",
    }));
}
