using System.Buffers.Binary;
using System.Text;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>
/// The file format, version 1; all integers little-endian. Header: 8 bytes "QTJOURNL", version (4), CRC-32C of these 12 bytes (4). Then
/// records: CRC-32C of all that follows in the record (4), payload length (4), payload. A payload is a <see cref="JournalOp"/> byte and its
/// values: integers as zigzag base-128 varints, texts as byte length and UTF-8.
/// </summary>
internal static class JournalFormat
{
    public const int HeaderBytes = 16;
    public const int FrameBytes = 8;

    /// <summary>No record comes near it, so a longer length is damage.</summary>
    public const int MaxPayloadBytes = 64 * 1024 * 1024;

    private const uint Version = 1;

    /// <summary>A text that is not valid Unicode is refused; the replacement character would change it silently.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Magic => "QTJOURNL"u8;

    public static byte[] Header()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Of(header.AsSpan(0, 12)));
        return header;
    }

    /// <exception cref="JournalCorruptException">The bytes are not a header that this version can read.</exception>
    public static void CheckHeader(ReadOnlySpan<byte> header, string file)
    {
        if (header.Length < HeaderBytes || !header[..8].SequenceEqual(Magic))
            throw new JournalCorruptException(file, 0, "a journal header is required");
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != Crc32C.Of(header[..12]))
            throw new JournalCorruptException(file, 0, "the header's checksum must match");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != Version)
            throw new JournalCorruptException(file, 8, $"version = {version}: only version {Version} can be read");
    }

    /// <summary>Fills in the first eight bytes of a record whose payload is in place.</summary>
    public static void Seal(Span<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], record.Length - FrameBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Crc32C.Of(record[4..]));
    }

    /// <summary>Length of the payload that a record's first eight bytes announce; 0 when they cannot be a record's.</summary>
    public static int PayloadLength(ReadOnlySpan<byte> frame, long bytesAfterFrame)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(frame[4..]);
        return length > 0 && length <= MaxPayloadBytes && length <= bytesAfterFrame ? length : 0;
    }

    /// <summary>Whether a whole record is what was once written.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record) == Crc32C.Of(record[4..]);
}
