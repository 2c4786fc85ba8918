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

    public IEnumerable<string> Names => _element.EnumerateObject().Select(property => property.Name);

    public bool Has(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public bool IsText(string name) => Has(name) && _element.GetProperty(name).ValueKind == JsonValueKind.String;

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

    /// <summary>A price or quantity, exact to the digit.</summary>
    public decimal Amount(string name) => OptionalAmount(name) ?? throw Missing(name, "a number is required");

    public decimal? OptionalAmount(string name) => Has(name) ? Amount(_element.GetProperty(name), PathOf(name)) : null;

    public decimal[] Amounts(string name)
    {
        var list = List(name, "numbers");
        var amounts = new decimal[list.GetArrayLength()];
        for (var i = 0; i < amounts.Length; i++)
            amounts[i] = Amount(list[i], $"{PathOf(name)}[{i}]");
        return amounts;
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

    public JsonObjectReader[] Objects(string name)
    {
        var list = List(name, "objects");
        var objects = new JsonObjectReader[list.GetArrayLength()];
        for (var i = 0; i < objects.Length; i++)
            objects[i] = new JsonObjectReader(list[i], $"{PathOf(name)}[{i}]");
        return objects;
    }

    public double[] Numbers(string name)
    {
        var list = List(name, "numbers");
        var numbers = new double[list.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (list[i].ValueKind != JsonValueKind.Number || !list[i].TryGetDouble(out numbers[i]) || !double.IsFinite(numbers[i]))
                throw new CalcInputException($"{PathOf(name)}[{i}] = {list[i].GetRawText()}: must be a finite number");
        }

        return numbers;
    }

    public int[] Integers(string name)
    {
        var list = List(name, "integers");
        var numbers = new int[list.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (list[i].ValueKind != JsonValueKind.Number || !list[i].TryGetInt32(out numbers[i]))
                throw new CalcInputException($"{PathOf(name)}[{i}] = {list[i].GetRawText()}: must be an integer");
        }

        return numbers;
    }

    private static decimal Amount(JsonElement value, string path) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount)
        ? amount
        : throw new CalcInputException($"{path} = {value.GetRawText()}: must be a number that a decimal holds");

    private JsonElement List(string name, string ofWhat)
    {
        var value = Has(name) ? _element.GetProperty(name) : throw Missing(name, $"a list of {ofWhat} is required");
        return value.ValueKind == JsonValueKind.Array
            ? value
            : throw new CalcInputException($"{PathOf(name)} = {value.GetRawText()}: must be a list of {ofWhat}");
    }

    public CalcInputException Unknown(string name, string known) =>
        new($"{PathOf(name)} = {_element.GetProperty(name).GetRawText()}: no such field; known: {known}");

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private CalcInputException Missing(string name, string rule) => new($"{PathOf(name)} is missing: {rule}");
}
