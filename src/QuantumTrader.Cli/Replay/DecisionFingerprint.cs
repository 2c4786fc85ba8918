using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>SHA-256 over every decision in order: what was proposed, what the venue did. Two runs with the same one decided alike to the byte.</summary>
internal sealed class DecisionFingerprint : IReplaySink, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new(2048);

    public string Text => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        // Mark prices are the market's doing, not a decision.
        if (happened.Kind != VenueEventKind.Account)
            Add(epoch, "venue", happened.Symbol, WireFields.Of(happened));
    }

    public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal) =>
        Add(epoch, "risk", symbol, proposal is null ? [] : WireFields.Of(proposal));

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal) =>
        Add(epoch, "harvest", symbol, proposal is null ? [] : WireFields.Of(proposal));

    public void OnAccount(long epoch, VenueAccount account)
    {
    }

    public void Dispose() => _hash.Dispose();

    private void Add(long epoch, string kind, string symbol, WireFields fields)
    {
        _line.ResetWrittenCount();
        Append(epoch.ToString(CultureInfo.InvariantCulture));
        Append(kind);
        Append(symbol);
        foreach (var (name, value) in fields)
        {
            Append(name);
            Append(value);
        }

        _hash.AppendData(_line.WrittenSpan);
    }

    // Each text ends with a byte that no text contains, so that two different decisions never make the same bytes.
    private void Append(string text)
    {
        const byte End = 0;
        var span = _line.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        var written = Encoding.UTF8.GetBytes(text, span);
        span[written] = End;
        _line.Advance(written + 1);
    }
}
