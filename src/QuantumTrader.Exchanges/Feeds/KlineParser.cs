using System.Buffers.Text;
using System.Text;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Turns a line of a kline file into numbers, straight from its bytes.</summary>
internal sealed class KlineParser(string file, KlineHeader header)
{
    // Milliseconds of 1973 and 5138: outside of them the column holds seconds or microseconds.
    private const long LowestMs = 100_000_000_000;
    private const long HighestMs = 100_000_000_000_000;

    /// <exception cref="BarSourceException">A value is missing, no number, or out of its range; or the prices contradict each other.</exception>
    public KlineRow Parse(ReadOnlySpan<byte> line, long number)
    {
        var count = line.Count((byte)',') + 1;
        if (count != header.ColumnCount)
            throw new BarSourceException(file, number, $"{count} columns where the header has {header.ColumnCount}");

        long openTime = 0;
        long? closeTime = null;
        decimal open = 0, high = 0, low = 0, close = 0, volume = 0;
        for (var index = 0; index < count; index++)
        {
            var length = line.IndexOf((byte)',');
            var field = length < 0 ? line : line[..length];
            switch (header[index])
            {
                case KlineColumn.OpenTime: openTime = Time(field, KlineColumn.OpenTime, number); break;
                case KlineColumn.Open: open = Price(field, KlineColumn.Open, number); break;
                case KlineColumn.High: high = Price(field, KlineColumn.High, number); break;
                case KlineColumn.Low: low = Price(field, KlineColumn.Low, number); break;
                case KlineColumn.Close: close = Price(field, KlineColumn.Close, number); break;
                case KlineColumn.Volume: volume = Volume(field, number); break;
                case KlineColumn.CloseTime: closeTime = Time(field, KlineColumn.CloseTime, number); break;
                default: break;
            }

            line = length < 0 ? default : line[(length + 1)..];
        }

        if (high < low)
            throw new BarSourceException(file, number, $"column high: {high}: must not be below low {low}");
        Inside(open, KlineColumn.Open, low, high, number);
        Inside(close, KlineColumn.Close, low, high, number);
        return new(number, openTime, open, high, low, close, volume, closeTime);
    }

    private long Time(ReadOnlySpan<byte> field, KlineColumn column, long line)
    {
        if (!Utf8Parser.TryParse(field, out long value, out var consumed) || consumed != field.Length)
            throw Fault(field, column, line, "must be an integer, Unix milliseconds");
        if (value is < LowestMs or > HighestMs)
            throw Fault(field, column, line, "must be Unix milliseconds, not seconds or microseconds");
        return value;
    }

    private decimal Price(ReadOnlySpan<byte> field, KlineColumn column, long line)
    {
        if (!Utf8Parser.TryParse(field, out decimal value, out var consumed) || consumed != field.Length || value <= 0)
            throw Fault(field, column, line, "must be a finite number above 0");
        return value;
    }

    private decimal Volume(ReadOnlySpan<byte> field, long line)
    {
        if (!Utf8Parser.TryParse(field, out decimal value, out var consumed) || consumed != field.Length || value < 0)
            throw Fault(field, KlineColumn.Volume, line, "must be a finite number, 0 or more");
        return value;
    }

    private void Inside(decimal price, KlineColumn column, decimal low, decimal high, long line)
    {
        if (price < low || price > high)
            throw new BarSourceException(file, line, $"column {KlineHeader.NameOf(column)}: {price}: must lie between low {low} and high {high}");
    }

    private BarSourceException Fault(ReadOnlySpan<byte> field, KlineColumn column, long line, string rule) =>
        new(file, line, $"column {KlineHeader.NameOf(column)}: \"{Encoding.UTF8.GetString(field)}\": {rule}");
}
