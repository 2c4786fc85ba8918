namespace QuantumTrader.Dashboards;

/// <summary>Names that the boards and the provisioning share.</summary>
public static class Names
{
    /// <summary>Uid of the provisioned data source; the first choice of <c>$datasource</c>.</summary>
    public const string DataSourceUid = "quantum-prometheus";

    public const string DataSourceType = "prometheus";

    /// <summary>Tag of every board: the links between them are made by it.</summary>
    public const string Tag = "quantum-trader";

    public const string SymbolBoardUid = "quantum-symbol";
}
