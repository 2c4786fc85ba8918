namespace QuantumTrader.Messaging.Contract;

/// <summary>From a word back to the member of a closed enum that is spelt so.</summary>
public static class WireWord
{
    /// <param name="wireName">How a member is spelt.</param>
    /// <returns>Null: no member is spelt so.</returns>
    public static TEnum? Find<TEnum>(string text, Func<TEnum, string> wireName, StringComparison comparison = StringComparison.Ordinal)
        where TEnum : struct, Enum
    {
        foreach (var value in Members<TEnum>.All)
        {
            if (string.Equals(wireName(value), text, comparison))
                return value;
        }

        return null;
    }

    /// <summary>All spellings, for the rule of an error.</summary>
    public static string Known<TEnum>(Func<TEnum, string> wireName)
        where TEnum : struct, Enum => string.Join(", ", Members<TEnum>.All.Select(wireName));

    private static class Members<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly TEnum[] All = Enum.GetValues<TEnum>();
    }
}
