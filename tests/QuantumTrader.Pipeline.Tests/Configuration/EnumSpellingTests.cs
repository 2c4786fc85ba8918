using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.MarketState;

namespace QuantumTrader.Pipeline.Tests.Configuration;

public sealed class EnumSpellingTests
{
    [Theory]
    [InlineData(typeof(PositionSource), "auto,redis_hash,redis_stream,synthetic")]
    [InlineData(typeof(MarketStateSource), "candles,synthetic")]
    [InlineData(typeof(TrendMethod), "theil_sen,huber,ols")]
    [InlineData(typeof(FsyncPolicy), "always,everysec,never")]
    [InlineData(typeof(LogThreshold), "trace,debug,info,warn,error")]
    [InlineData(typeof(FeedKind), "sim,klines")]
    [InlineData(typeof(GateMode), "shadow,enforce")]
    [InlineData(typeof(HeatFailMode), "closed,reduce")]
    [InlineData(typeof(HeatPolicyChoice), "harvest,moderate,hold_hot,custom")]
    [InlineData(typeof(EntryRule), "none,donchian,random")]
    public void Members_AreSpeltAsDocumentedAndReadBackInAnyCase(Type type, string documented)
    {
        Assert.Equal(documented.Split(','), EnumSpelling.All(type));
        foreach (Enum value in Enum.GetValues(type))
        {
            Assert.True(EnumSpelling.TryRead(type, EnumSpelling.Of(value), out var read));
            Assert.Equal(value, read);
            Assert.True(EnumSpelling.TryRead(type, EnumSpelling.Of(value).ToUpperInvariant(), out read));
            Assert.Equal(value, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("RedisHash")]
    [InlineData("redis-hash")]
    [InlineData("auto,synthetic")]
    public void Text_ThatIsNoMember_IsRefused(string text) => Assert.False(EnumSpelling.TryRead(typeof(PositionSource), text, out _));
}
