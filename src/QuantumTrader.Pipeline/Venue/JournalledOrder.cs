using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Venue;

/// <summary>
/// The document <c>quantum:execution:journal:{client_order_id}</c>: what we meant to send, written before it was sent, and what the venue made of it.
/// </summary>
/// <param name="PlanId">The plan or intent; null for a stop of execution's own.</param>
/// <param name="Step">As on the wire.</param>
/// <param name="Report">The venue's answer; null while it is not known.</param>
/// <param name="ReportedSentMs">When the order was sent here whose result has been told, Unix milliseconds; null: it has not been told.</param>
/// <param name="CreatedMs">Unix milliseconds.</param>
/// <param name="UpdatedMs">Unix milliseconds.</param>
public sealed record JournalledOrder(
    string? PlanId,
    string? TraceId,
    string Step,
    OrderRequest Request,
    JournalState State,
    OrderReport? Report,
    long? ReportedSentMs,
    long CreatedMs,
    long UpdatedMs);
