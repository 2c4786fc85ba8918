using System.Buffers.Binary;
using System.IO.Compression;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// Unpacks a gzip file and makes sure that all of it came: <see cref="GZipStream"/> ends without a word where a file was cut off, and the
/// length in the trailer (RFC 1952, ISIZE, modulo 2^32) gives that away. A file of several gzip parts in a row is refused, since its
/// trailer counts the last part only.
/// </summary>
internal sealed class GzipText : Stream
{
    // Header and trailer of RFC 1952.
    private const int SmallestFile = 18;

    private readonly GZipStream _unpacked;
    private readonly uint _expected;
    private uint _received;

    /// <exception cref="InvalidDataException">The file is too short to be one.</exception>
    public GzipText(FileStream file)
    {
        if (file.Length < SmallestFile)
            throw new InvalidDataException($"{file.Length} bytes are no gzip file");
        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        file.Position = file.Length - trailer.Length;
        file.ReadExactly(trailer);
        file.Position = 0;
        _expected = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        _unpacked = new(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The file is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _received = unchecked(_received + (uint)read);
        if (read == 0 && buffer.Length > 0 && _received != _expected)
            throw new InvalidDataException($"it unpacks to {_received} bytes where its trailer says {_expected}");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
