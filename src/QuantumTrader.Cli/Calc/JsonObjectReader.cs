using System.Text.Json;

namespace QuantumTrader.Cli.Calc;

/// <summary>Reads fields of a JSON object strictly: a missing number is an error, never zero.</summary>
internal readonly struct JsonObjectReader
{
    private readonly JsonElement _element;
    private readonly string _path;

    public JsonObjectReader(JsonElement element, string path = "")
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new CalcInputException($"{(path.Length == 0 ? "the line" : path)} = {element.GetRawText()}: must be a JSON object");
        (_element, _path) = (element, path);
    }

    public JsonElement Json => _element;

    public IEnumerable<string> Names => _element.EnumerateObject().Select(property => property.Name);

    public bool Has(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public double Number(string name) => OptionalNumber(name) ?? throw Missing(name, "a number is required");

    public double? OptionalNumber(string name)
    {
        if (!Has(name))
            return null;
        var value = _element.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        throw new CalcInputException($"{PathOf(name)} = {value.GetRawText()}: must be a finite number");
    }

    public int Integer(string name)
    {
        var value = Has(name) ? _element.GetProperty(name) : throw Missing(name, "an integer is required");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw new CalcInputException($"{PathOf(name)} = {value.GetRawText()}: must be an integer");
    }

    public bool Flag(string name)
    {
        var value = Has(name) ? _element.GetProperty(name) : throw Missing(name, "true or false is required");
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new CalcInputException($"{PathOf(name)} = {value.GetRawText()}: must be true or false"),
        };
    }

    public string Text(string name)
    {
        var value = Has(name) ? _element.GetProperty(name) : throw Missing(name, "a text is required");
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new CalcInputException($"{PathOf(name)} = {value.GetRawText()}: must be a text");
    }

    public JsonObjectReader Object(string name) =>
        Has(name) ? new JsonObjectReader(_element.GetProperty(name), PathOf(name)) : throw Missing(name, "an object is required");

    /// <summary>Null when the field is absent or null.</summary>
    public JsonObjectReader? OptionalObject(string name) => Has(name) ? Object(name) : null;

    public double[] Numbers(string name)
    {
        var value = Has(name) ? _element.GetProperty(name) : throw Missing(name, "a list of numbers is required");
        if (value.ValueKind != JsonValueKind.Array)
            throw new CalcInputException($"{PathOf(name)} = {value.GetRawText()}: must be a list of numbers");
        var numbers = new double[value.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (value[i].ValueKind != JsonValueKind.Number || !value[i].TryGetDouble(out numbers[i]) || !double.IsFinite(numbers[i]))
                throw new CalcInputException($"{PathOf(name)}[{i}] = {value[i].GetRawText()}: must be a finite number");
        }

        return numbers;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private CalcInputException Missing(string name, string rule) => new($"{PathOf(name)} is missing: {rule}");
}
