using System.Globalization;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>Adding to a text that is an integer, as INCRBY does.</summary>
internal static class Counter
{
    /// <exception cref="WireFormatException">The key holds no integer, or the sum leaves 64 bits.</exception>
    public static long Sum(string key, Cell? cell, long by)
    {
        if (cell is null)
            return by;
        if (cell is not TextCell { Content: var content })
            throw new WireFormatException(cell.NotA(TextCell.Name, key));

        // Only the canonical form counts: no plus sign, no zeros in front, no blanks. A document is serialised here, under the lock, for
        // nothing but its refusal.
        var text = content.Text;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value.ToString(CultureInfo.InvariantCulture) != text)
        {
            throw new WireFormatException(new WireError(key, "(value)", text, "an integer is required"));
        }

        var sum = unchecked(value + by);
        if (((value ^ sum) & (by ^ sum)) < 0)
            throw new WireFormatException(new WireError(key, "(value)", text, $"the value plus {by} must fit in 64 bits"));
        return sum;
    }
}
