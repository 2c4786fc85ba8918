using System.Text;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>The labels of one series, in the two forms in which they are read again and again; each is made once.</summary>
public sealed class SeriesLabels
{
    internal SeriesLabels(string[] names, SeriesKey key)
    {
        var tags = new KeyValuePair<string, object?>[names.Length];
        var text = new StringBuilder();
        for (var i = 0; i < names.Length; i++)
        {
            tags[i] = new(names[i], key.Values[i]);
            text.Append(i == 0 ? "" : ",").Append(names[i]).Append("=\"");
            Escape(key.Values[i], text);
            text.Append('"');
        }

        (Tags, Text) = (tags, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>For instruments.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>As the text format of Prometheus writes them between the braces, in UTF-8; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>For who writes the series; null: it has not been written yet. Several may write it at once: what one leaves here is whole, and as good as the other's.</summary>
    public WrittenLine? Written { get; set; }

    private static void Escape(string value, StringBuilder text)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => text.Append(@"\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append(@"\n"),
                _ => text.Append(letter),
            };
        }
    }
}
