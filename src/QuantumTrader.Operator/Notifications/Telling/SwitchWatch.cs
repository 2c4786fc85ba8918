namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>
/// Decides which changes of one switch are told. Two witnesses: who switches it by the program says so in a stream, with the reason; anybody else only changes the key. The two are not
/// written in one step, so a key that differs from what was told is believed at the second look that sees it: by then the stream has said what it has to say. Pure.
/// </summary>
internal sealed class SwitchWatch
{
    private SwitchPosition? _told;
    private SwitchPosition? _doubted;

    /// <summary>A stream says that it was switched.</summary>
    /// <returns>True: that is a change to tell.</returns>
    public bool Said(SwitchPosition position)
    {
        if (_told == position)
            return false;
        (_told, _doubted) = (position, null);
        return true;
    }

    /// <summary>The key was looked at. At the first look of all a switch that is off is nothing to tell.</summary>
    /// <returns>True: that is a change to tell.</returns>
    public bool Seen(SwitchPosition position)
    {
        if (_told is null)
        {
            _told = position;
            return position != SwitchPosition.Off;
        }

        if (_told == position)
        {
            _doubted = null;
            return false;
        }

        if (_doubted != position)
        {
            _doubted = position;
            return false;
        }

        (_told, _doubted) = (position, null);
        return true;
    }
}
