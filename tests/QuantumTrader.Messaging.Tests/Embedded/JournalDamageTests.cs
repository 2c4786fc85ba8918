using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class JournalDamageTests : IDisposable
{
    private readonly DataDirectory _directory = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("hash set")]
    [InlineData("dead letter")]
    [InlineData("consume together")]
    public async Task Tail_torn_at_any_byte_is_cut_and_the_rest_is_there(string last)
    {
        var (bytes, offsets, states) = await WriteOneAsync(last);
        for (var end = offsets[^2]; end < offsets[^1]; end++)
        {
            File.WriteAllBytes(_directory.Journal, bytes[..end]);
            await AssertRecoversAsync(states[^2], end - offsets[^2], offsets[^2]);
        }
    }

    [Fact]
    public async Task Last_record_with_any_bit_flipped_is_cut()
    {
        var (bytes, offsets, states) = await WriteOneAsync("dead letter");
        for (var at = offsets[^2]; at < offsets[^1]; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(_directory.Journal, damaged);
            await AssertRecoversAsync(states[^2], offsets[^1] - offsets[^2], offsets[^2]);
        }
    }

    [Fact]
    public async Task Tail_of_zeros_is_cut()
    {
        // What a file system leaves when the length was stored and the bytes were not.
        var (bytes, offsets, states) = await WriteOneAsync("hash set");
        File.WriteAllBytes(_directory.Journal, [.. bytes, .. new byte[5000]]);
        await AssertRecoversAsync(states[^1], 5000, offsets[^1]);
    }

    [Fact]
    public async Task Damage_before_an_intact_record_is_refused_and_the_file_left_alone()
    {
        var (bytes, offsets, _) = await WriteOneAsync("hash set");
        for (var at = offsets[0]; at < offsets[^2]; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(_directory.Journal, damaged);
            var refused = Assert.Throws<JournalCorruptException>(() => _directory.Open(_time));
            var record = offsets.Last(offset => offset <= at);
            Assert.Equal((_directory.Journal, (long)record), (refused.File, refused.Offset));
            Assert.Contains("followed by an intact one", refused.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllBytes(_directory.Journal));
        }
    }

    [Fact]
    public async Task Header_damaged_or_missing_is_refused()
    {
        var (bytes, _, _) = await WriteOneAsync("hash set");
        for (var at = 0; at < 16; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 1;
            File.WriteAllBytes(_directory.Journal, damaged);
            Assert.Equal(0, Assert.Throws<JournalCorruptException>(() => _directory.Open(_time)).Offset);
            File.WriteAllBytes(_directory.Journal, bytes[..at]);
            Assert.Equal(0, Assert.Throws<JournalCorruptException>(() => _directory.Open(_time)).Offset);
        }
    }

    // The journal's bytes, where each of its last records begins and the last one ends, and the state after each.
    private async Task<(byte[] Bytes, int[] Offsets, string[] States)> WriteOneAsync(string last)
    {
        List<int> offsets = [];
        List<string> states = [];
        await using (var engine = _directory.Open(_time))
        {
            await Mark(engine.Store.SetTextAsync("first", "1", null));
            await Mark(engine.Store.SetTextAsync("second", "22", TimeSpan.FromDays(1)));
            await Mark(engine.Store.SetTextAsync("third", "333", null));
            await Mutations.ByName[last](engine);
            Note(engine);

            async Task Mark(ValueTask mutation)
            {
                if (offsets.Count == 0)
                    Note(engine);
                await mutation;
                Note(engine);
            }
        }

        // The mutation may be of several records: only the last of them is torn, so the state before it is read back.
        var bytes = File.ReadAllBytes(_directory.Journal);
        var lastRecord = LastRecordOf(bytes);
        if (lastRecord != offsets[^2])
        {
            File.WriteAllBytes(_directory.Journal, bytes[..lastRecord]);
            await using var before = _directory.Open(_time);
            offsets.Insert(offsets.Count - 1, lastRecord);
            states.Insert(states.Count - 1, EngineState.Of(before));
        }

        return (bytes, [.. offsets], [.. states]);

        void Note(EmbeddedEngine engine)
        {
            offsets.Add((int)engine.Journal!.Value.Bytes);
            states.Add(EngineState.Of(engine));
        }
    }

    private static int LastRecordOf(byte[] bytes)
    {
        var (offset, last) = (16, 16);
        while (offset < bytes.Length)
        {
            last = offset;
            offset += 8 + BitConverter.ToInt32(bytes, offset + 4);
        }

        return last;
    }

    private async Task AssertRecoversAsync(string state, int cut, int length)
    {
        await using (var engine = _directory.Open(_time))
        {
            Assert.Equal(state, EngineState.Of(engine));
            Assert.Equal((cut, length), (engine.Journal!.Value.CutBytes, engine.Journal.Value.Bytes));
            await engine.Store.SetTextAsync("after", "written", null);
        }

        await using var again = _directory.Open(_time);
        Assert.Equal("written", (await again.Store.GetTextAsync("after")).Value);
        Assert.Equal(0, again.Journal!.Value.CutBytes);
    }
}
