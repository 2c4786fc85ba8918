namespace QuantumTrader.Pipeline.Configuration;

/// <summary>Options with rules that a range cannot say, or that tie several settings together.</summary>
public interface ICheckedOptions
{
    /// <summary>The rules that these options break; asked only when every setting of the section is fine by itself.</summary>
    IEnumerable<SettingFault> Check();
}
