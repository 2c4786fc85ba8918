namespace QuantumTrader.Pipeline.Metering;

/// <summary>Takes the series of a family, one after the other.</summary>
public interface ISeriesReader
{
    void Number(SeriesLabels labels, double value);

    void Spread(SeriesLabels labels, HistogramSnapshot values);
}
