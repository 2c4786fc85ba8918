namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What every proposal says of itself; a publisher decides by it when to write again.</summary>
public interface IProposalRecord
{
    string Symbol { get; }

    /// <summary>When it was computed, Unix seconds.</summary>
    long ComputedEpoch { get; }

    /// <summary>Time of the inputs that it stands on, Unix seconds.</summary>
    long InputsEpoch { get; }
}
