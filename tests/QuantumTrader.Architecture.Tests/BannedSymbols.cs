using QuantumTrader.Cli.Proof.OrderPath;

namespace QuantumTrader.Architecture.Tests;

/// <summary>The list that the analyser reads: documentation ids of types (T:), properties (P:) and methods (M:).</summary>
internal sealed class BannedSymbols
{
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Name, string? Parameters)> _members = [];

    public static BannedSymbols Read()
    {
        var list = new BannedSymbols();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "src", "BannedSymbols.txt")))
            list.Add(line.Split(';')[0]);
        return list;
    }

    public IReadOnlyList<string> FoundIn(AssemblyMap assembly) =>
    [
        .. assembly.ForeignTypes.Where(_types.Contains),
        .. assembly.ForeignMethods
            .Where(member => _members.Contains(member) || _members.Contains((member.Type, member.Name, null)))
            .Select(member => $"{member.Type}.{member.Name}({member.Parameters})"),
    ];

    private void Add(string id)
    {
        var name = id[2..].Split('(');
        var split = name[0].LastIndexOf('.');
        switch (id[..2])
        {
            case "T:":
                _types.Add(name[0]);
                break;
            case "P:":
                _members.Add((name[0][..split], "get_" + name[0][(split + 1)..], null));
                break;
            case "M:":
                _members.Add((name[0][..split], name[0][(split + 1)..], name.Length == 1 ? "" : name[1].TrimEnd(')')));
                break;
            default:
                throw new InvalidDataException($"BannedSymbols.txt: '{id}' is not T:, P: or M:");
        }
    }
}
