namespace QuantumTrader.Messaging.Contract;

/// <summary>Why a stored value could not be read: the key, the field in it, the text that was found (null: nothing), and the rule it breaks.</summary>
public sealed record WireError(string Key, string Field, string? Text, string Rule)
{
    public override string ToString() =>
        Text is null ? $"{Key}: field '{Field}' is missing: {Rule}" : $"{Key}: field '{Field}' = '{Text}': {Rule}";
}
