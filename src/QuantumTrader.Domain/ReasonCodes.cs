using System.Collections.Frozen;
using System.Text;

namespace QuantumTrader.Domain;

/// <summary>How a closed reason enum is spelt where it is published: snake_case of the member name.</summary>
public static class ReasonCodes
{
    /// <summary>The code of one reason, such as <c>trail_active</c> for TrailActive.</summary>
    public static string ToCode<TReason>(this TReason reason)
        where TReason : struct, Enum => Table<TReason>.Codes[reason];

    /// <summary>The codes of several reasons, comma-joined in their order.</summary>
    public static string ToCodes<TReason>(this IReadOnlyList<TReason> reasons)
        where TReason : struct, Enum => reasons.Count switch
        {
            0 => "",
            1 => reasons[0].ToCode(),
            _ => string.Join(',', reasons.Select(reason => reason.ToCode())),
        };

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            // A digit run starts a word of its own: Partial25 is partial_25.
            var startsWord = char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[Math.Max(0, i - 1)]));
            if (i > 0 && startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static class Table<TReason>
        where TReason : struct, Enum
    {
        public static readonly FrozenDictionary<TReason, string> Codes =
            Enum.GetValues<TReason>().ToFrozenDictionary(value => value, value => SnakeCase(value.ToString()));
    }
}
