using QuantumTrader.Cli.Inspect;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Every open position has a stop that the venue has confirmed.</summary>
internal sealed class ProtectionProof : IProof
{
    public string Name => "positions protected";

    public string Question => "Has every open position a stop that the venue has confirmed?";

    public string LookAt => Runbook.Unprotected;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation) =>
        Judge(await PositionLook.ReadAsync(subject.Engine, subject.Options, subject.NowEpoch, cancellation));

    public static Finding Judge(PositionList list)
    {
        var open = list.Positions.Where(row => row.IsOpen).ToList();
        List<string> wrong = [.. list.Problems, .. open.Where(row => !row.IsProtected).Select(row => $"{row.Symbol} {row.Side} {row.Quantity}: no confirmed stop")];
        var facts = open.Select(row => $"{row.Symbol} {row.Side} {row.Quantity} from {row.EntryPrice}, stop {(row.StopPrice is { } stop ? $"{stop}" : "none")}{(row.StopConfirmed ? ", confirmed" : "")}").ToList();
        return wrong.Count == 0 && open.Count == 0
            ? Finding.Skip("no open position: there is nothing to protect", facts)
            : Finding.Of(wrong, $"{open.Count} of {open.Count} positions have a confirmed stop", "a stop that the venue has confirmed for every position", facts);
    }
}
