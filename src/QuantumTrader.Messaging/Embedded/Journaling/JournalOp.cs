namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>First byte of every record's payload. Numbers are part of the file format: never reuse one.</summary>
internal enum JournalOp : byte
{
    SetHash = 1,

    /// <summary>Texts, counters (as the resulting value) and documents (as JSON).</summary>
    SetText = 2,

    /// <summary>One or more keys at once: a deletion, or keys consumed together.</summary>
    Delete = 3,

    /// <summary>The trim that goes with it follows from the length that it carries.</summary>
    SeriesPut = 4,

    /// <summary>The trim that goes with it follows from the length that it carries.</summary>
    StreamAppend = 5,
    StreamTrim = 6,

    /// <summary>Makes a group, and the stream if needed.</summary>
    GroupCreate = 7,

    /// <summary>The next entries of a stream become pending.</summary>
    GroupDeliver = 8,

    /// <summary>Pending entries are delivered again, to the same or another consumer; pending entries that had been trimmed are
    /// forgotten.</summary>
    GroupRedeliver = 9,
    GroupAcknowledge = 10,

    /// <summary>A dead letter is appended and its entry acknowledged.</summary>
    DeadLetter = 11,

    /// <summary>Snapshots only: a stream's newest id, which a trimmed stream's entries do not tell.</summary>
    StreamState = 12,

    /// <summary>Snapshots only: one pending entry as it stands.</summary>
    PendingState = 13,

    /// <summary>Keys consumed together and the text that is set in their place.</summary>
    ConsumeAndMark = 14,
}
