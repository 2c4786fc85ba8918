namespace QuantumTrader.Domain.MarketState;

/// <summary>One broken rule of a parameter set: the path of the key (<c>vol.window</c>), the value found and the rule.</summary>
public sealed record ThetaFault(string Name, string Value, string Rule)
{
    public override string ToString() => $"{Name} = {Value}: must be {Rule}";
}
