using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Pipeline.Configuration.Kinds;

/// <summary>A rung as it is written out in a file.</summary>
/// <param name="Text">Its fields, as far as they are texts.</param>
/// <param name="Faults">What is wrong with it besides what the texts say, and in which line.</param>
internal sealed record WrittenRung(RungText Text, IReadOnlyDictionary<LadderFault, int> Faults, SettingNode Node)
{
    private static readonly string[] s_fields = [RungText.AtRField, RungText.CloseRatioField, RungText.ThenField];
    private static readonly string[] s_followUpsWithNumber = ["lock_r", "trail"];

    /// <summary>One rung; or those of a text in the form of the environment, which may be several.</summary>
    /// <param name="number">Of the first of them, from 1.</param>
    public static IEnumerable<WrittenRung> Of(SettingNode node, int number) => node switch
    {
        SettingNode.Mapping fields => [OfFields(fields, number)],
        SettingNode.Scalar scalar => RungText.Split(scalar.Text).DefaultIfEmpty("").Select((part, i) => OfText(part, node, number + i)),
        _ => [Broken(null, $"{RungText.Form}, or a mapping of {string.Join(", ", s_fields)}; not {node.InWords}", node, number)],
    };

    /// <summary>The line of what is wrong, else of the field; of the rung when it does not have it.</summary>
    public int LineOf(LadderFault fault) => Faults.TryGetValue(fault, out var line)
        ? line
        : (Node as SettingNode.Mapping)?.Fields.FirstOrDefault(field => field.Name == fault.Field)?.Line ?? Node.Line;

    private static WrittenRung OfText(string part, SettingNode node, int number) =>
        RungText.Take(part) is { } rung ? new WrittenRung(rung, new Dictionary<LadderFault, int>(), node) : Broken(part, RungText.Form, node, number);

    private static WrittenRung Broken(string? value, string rule, SettingNode node, int number) =>
        new(new RungText(null, null), new Dictionary<LadderFault, int> { [new LadderFault(number, null, value, rule)] = node.Line }, node);

    private static WrittenRung OfFields(SettingNode.Mapping rung, int number)
    {
        var faults = new Dictionary<LadderFault, int>();
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in rung.Fields)
        {
            if (!s_fields.Contains(field.Name))
                Refuse(field, field.Value.Shown, "is not a field of a rung" + Hint(field.Name));
            else if (!texts.TryAdd(field.Name, TextOf(field)))
                Refuse(field, field.Value.Shown, $"stands twice, first in line {rung.Fields.First(one => one.Name == field.Name).Line}");
            else if (texts[field.Name] is null)
                Refuse(field, null, RuleOf(field));
        }

        return new WrittenRung(new RungText(Given(RungText.AtRField), Given(RungText.CloseRatioField), Given(RungText.ThenField)), faults, rung);

        string? Given(string name) => texts.GetValueOrDefault(name);

        void Refuse(SettingField field, string? value, string rule) => faults.TryAdd(new LadderFault(number, field.Name, value, rule), field.Line);
    }

    // then: {lock_r: 0.5} says the same as then: "lock_r: 0.5".
    private static string? TextOf(SettingField field) => field switch
    {
        { Name: RungText.ThenField, Value: SettingNode.Mapping { Fields: [{ Value: SettingNode.Scalar number } word] } } when s_followUpsWithNumber.Contains(word.Name) =>
            $"{word.Name}: {number.Text}",
        _ => field.Value.Shown,
    };

    private static string RuleOf(SettingField field) =>
        field.Name == RungText.ThenField ? RungText.FollowUps : $"must be a finite number, not {field.Value.InWords}";

    private static string Hint(string name) =>
        NearestName.Find(name, s_fields) is { } nearest ? $"; did you mean {nearest}?" : $"; known: {string.Join(", ", s_fields)}";
}
