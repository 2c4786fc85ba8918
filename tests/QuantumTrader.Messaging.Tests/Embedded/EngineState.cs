using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Embedded.Journaling;

namespace QuantumTrader.Messaging.Tests.Embedded;

/// <summary>All live state of an engine as text, to compare engines by: what its snapshot would hold.</summary>
internal static class EngineState
{
    public static string Of(EmbeddedEngine engine)
    {
        StateCapture capture;
        lock (engine.Core.Gate)
            capture = StateCapture.Of(engine.Core.Keys);
        var buffer = new JournalBuffer();
        capture.WriteTo(buffer, static _ => { });
        return Convert.ToHexString(buffer.Records);
    }
}
