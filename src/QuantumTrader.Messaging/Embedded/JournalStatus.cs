namespace QuantumTrader.Messaging.Embedded;

/// <summary>What an operator wants to know about the journal.</summary>
/// <param name="Generation">Number of the journal file; each compaction starts the next.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ReplayedRecords">Records read when the engine was opened.</param>
/// <param name="CutBytes">Length of the torn tail that was cut then: what was being written when the last process died. 0 as a rule.</param>
/// <param name="CompactionFailure">Why the last compaction was given up (the old journal stays in use); null when none was.</param>
/// <param name="Behind">Age of the oldest change that is not forced to disk yet; zero: all are; null: the policy never asks for it.</param>
public readonly record struct JournalStatus(long Generation, long Bytes, long ReplayedRecords, long CutBytes, string? CompactionFailure, TimeSpan? Behind);
