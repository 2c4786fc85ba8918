namespace QuantumTrader.Domain.Markets;

/// <summary>What a venue symbol looks like: 2 to 20 letters A-Z or digits.</summary>
public static class SymbolName
{
    public const int Shortest = 2;
    public const int Longest = 20;

    /// <summary>The rule, to stand in a message.</summary>
    public static string Rule { get; } = $"{Shortest} to {Longest} letters A-Z or digits";

    /// <summary>Whether the text is one, in upper case.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= Shortest and <= Longest && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
