using System.Globalization;
using System.Text;
using System.Text.Json;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// What <c>--out</c> writes: decisions.jsonl, fills.csv, equity.csv and report.html. Everything goes to files with the ending .part, which take their names
/// only when the replay is complete, and are deleted when it fails: what stands there is whole.
/// </summary>
internal sealed class ReplayFiles : IReplaySink, IDisposable
{
    // One point an hour draws the same curve as one a minute.
    private const long EquityEverysecs = 3600;
    private const string Partial = ".part";
    private static readonly string[] Names = ["decisions.jsonl", "fills.csv", "equity.csv", "report.html"];

    private readonly string _directory;
    private readonly StreamWriter _decisions;
    private readonly StreamWriter _fills;
    private readonly StreamWriter _equity;
    private readonly List<EquityPoint> _curve = [];
    private long _nextEquity;

    private ReplayFiles(string directory)
    {
        _directory = directory;
        _decisions = Open("decisions.jsonl");
        _fills = Open("fills.csv");
        _equity = Open("equity.csv");
        _fills.WriteLine("time,symbol,side,quantity,price,fee,realized_pnl,order_id,client_order_id");
        _equity.WriteLine("time,equity,unrealized_pnl,positions");
    }

    /// <exception cref="IOException">The files cannot be made there.</exception>
    public static ReplayFiles Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new ReplayFiles(directory);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out = '{directory}': cannot be written: {refused.Message}", refused);
        }
    }

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        if (happened.Kind == VenueEventKind.Account)
            return;
        Decision(epoch, "venue", happened.Symbol, WireFields.Of(happened));
        if (happened.Kind == VenueEventKind.Fill)
        {
            _fills.WriteLine(string.Join(',',
                Iso(happened.TimeMs / 1000), happened.Symbol, WireNames.Of(happened.Side!.Value), Text(happened.Quantity), Text(happened.Price),
                Text(happened.Fee), Text(happened.RealizedPnl), happened.OrderId, happened.ClientOrderId));
        }
    }

    public void OnRisk(long epoch, string symbol, RiskProposalRecord? proposal) =>
        Decision(epoch, "risk", symbol, proposal is null ? [] : WireFields.Of(proposal));

    public void OnHarvest(long epoch, string symbol, HarvestProposalRecord? proposal) =>
        Decision(epoch, "harvest", symbol, proposal is null ? [] : WireFields.Of(proposal));

    public void OnCalibrated(long epoch, CalibratedRecord act) => Decision(epoch, "calibrated", act.Proposal.Symbol, WireFields.Of(act));

    public void OnPlan(long epoch, PlanRecord plan) => Decision(epoch, "plan", plan.Symbol, WireFields.Of(plan));

    public void OnPermit(long epoch, PermitNoticeRecord notice) => Decision(epoch, "permit", notice.Symbol, WireFields.Of(notice));

    public void OnAct(long epoch, HarvestActRecord act) => Decision(epoch, "act", act.Symbol, WireFields.Of(act));

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => Decision(epoch, "rejection", rejection.Symbol ?? "", WireFields.Of(rejection));

    public void OnExecution(long epoch, ExecutionResultRecord done) => Decision(epoch, "execution", done.Symbol, WireFields.Of(done));

    public void OnResult(long epoch, ApplyResultRecord result) => Decision(epoch, "result", result.Symbol, WireFields.Of(result));

    public void OnAccount(long epoch, VenueAccount account)
    {
        if (epoch < _nextEquity)
            return;
        _nextEquity = epoch - (epoch % EquityEverysecs) + EquityEverysecs;
        _curve.Add(new EquityPoint(epoch, account.Equity));
        _equity.WriteLine(string.Join(',',
            Iso(epoch), WireNumber.Format(account.Equity), WireNumber.Format(account.UnrealizedPnl), account.Positions.Count.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Writes the report and gives all files their names.</summary>
    public void Complete(ReplaySummary summary)
    {
        CloseStreams();
        File.WriteAllText(PathOf("report.html") + Partial, ReplayReport.Html(summary, _curve), Encoding.UTF8);
        foreach (var name in Names)
            File.Move(PathOf(name) + Partial, PathOf(name), overwrite: true);
    }

    public void Dispose()
    {
        CloseStreams();
        foreach (var name in Names)
            File.Delete(PathOf(name) + Partial);
    }

    private void CloseStreams()
    {
        _decisions.Dispose();
        _fills.Dispose();
        _equity.Dispose();
    }

    private void Decision(long epoch, string kind, string symbol, WireFields fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch);
            json.WriteString("kind", kind);
            json.WriteString("symbol", symbol);
            if (fields.Count == 0)
                json.WriteBoolean("withdrawn", true);
            foreach (var (name, value) in fields)
            {
                if (name != "symbol" && name != "kind")
                    json.WriteString(name, value);
                else if (name == "kind")
                    json.WriteString("event", value);
            }

            json.WriteEndObject();
        }

        _decisions.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private StreamWriter Open(string name) => new(PathOf(name) + Partial, append: false, new UTF8Encoding(false));

    private string PathOf(string name) => Path.Combine(_directory, name);

    private static string Iso(long epoch) => DateTimeOffset.FromUnixTimeSeconds(epoch).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string Text(decimal? value) => value is { } number ? WireNumber.Format(number) : "";
}
