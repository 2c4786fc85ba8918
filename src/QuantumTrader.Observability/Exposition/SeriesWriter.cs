using System.Buffers;
using System.Globalization;
using System.Text;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Exposition;

/// <summary>Writes the series of one metric, a line each; the head stands before the first, and a metric without series is not written at all.</summary>
internal sealed class SeriesWriter(MetricFamily family) : ISeriesReader
{
    // Longer than any number in its shortest form.
    private const int LongestNumber = 40;

    // Braces, quotes, commas and the bound's name.
    private const int Punctuation = 16;

    // Up to here the shortest form of a whole number is its digits.
    private const double WholeBelow = 1e15;

    private static readonly SearchValues<byte> s_digits = SearchValues.Create("-0123456789"u8);

    private readonly byte[] _name = Encoding.UTF8.GetBytes(family.Name);
    private readonly byte[] _head = PrometheusText.Head(family);
    private IBufferWriter<byte> _output = null!;
    private bool _isHeaded;

    /// <summary>To be called before the series.</summary>
    public void Begin(IBufferWriter<byte> output) => (_output, _isHeaded) = (output, false);

    public void Number(SeriesLabels labels, double value)
    {
        if (labels.Written is not { } line || !line.Value.Equals(value))
            labels.Written = line = new WrittenLine(value, TextOf(labels, value));
        Head();
        _output.Write(line.Text);
    }

    public void Spread(SeriesLabels labels, HistogramSnapshot values)
    {
        long below = 0;
        Span<byte> text = stackalloc byte[LongestNumber];
        for (var i = 0; i < values.Counts.Count; i++)
        {
            below += values.Counts[i];
            var bound = i < values.Bounds.Count ? values.Bounds[i] : double.PositiveInfinity;
            Line("_bucket"u8, labels.Text.Span, text[..Format(bound, text)], below);
        }

        Line("_sum"u8, labels.Text.Span, bound: default, values.Sum);
        Line("_count"u8, labels.Text.Span, bound: default, below);
    }

    private byte[] TextOf(SeriesLabels labels, double value)
    {
        var line = new byte[_name.Length + labels.Text.Length + LongestNumber + Punctuation];
        return line[..Compose(line, ""u8, labels.Text.Span, bound: default, value)];
    }

    private void Line(ReadOnlySpan<byte> part, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> bound, double value)
    {
        Head();
        var line = _output.GetSpan(_name.Length + part.Length + labels.Length + bound.Length + LongestNumber + Punctuation);
        _output.Advance(Compose(line, part, labels, bound, value));
    }

    private void Head()
    {
        if (!_isHeaded)
            _output.Write(_head);
        _isHeaded = true;
    }

    /// <returns>Length of the line.</returns>
    private int Compose(Span<byte> line, ReadOnlySpan<byte> part, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> bound, double value)
    {
        var at = Put(_name, line, 0);
        at = Put(part, line, at);
        if (labels.Length + bound.Length > 0)
        {
            at = Put("{"u8, line, at);
            at = Put(labels, line, at);
            if (bound.Length > 0)
            {
                at = Put(labels.Length > 0 ? ",le=\""u8 : "le=\""u8, line, at);
                at = Put(bound, line, at);
                at = Put("\""u8, line, at);
            }

            at = Put("}"u8, line, at);
        }

        at = Put(" "u8, line, at);
        at += Format(value, line[at..]);
        return Put("\n"u8, line, at);
    }

    private static int Put(ReadOnlySpan<byte> text, Span<byte> line, int at)
    {
        text.CopyTo(line[at..]);
        return at + text.Length;
    }

    // The shortest form that reads back the same, integral values with .0; unlike WireNumber in UTF-8 at once, and exponents as .NET writes them.
    private static int Format(double value, Span<byte> text)
    {
        if (double.IsPositiveInfinity(value))
            return Put("+Inf"u8, text, 0);
        if (double.IsNegativeInfinity(value))
            return Put("-Inf"u8, text, 0);

        // Most values are whole numbers, and those are much quicker to write as such.
        if (Math.Abs(value) < WholeBelow && value == Math.Truncate(value))
        {
            ((long)value).TryFormat(text, out var digits, provider: CultureInfo.InvariantCulture);
            return Put(".0"u8, text, digits);
        }

        value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return text[..length].IndexOfAnyExcept(s_digits) < 0 ? Put(".0"u8, text, length) : length;
    }
}
