using System.Text.Json;
using QuantumTrader.Cli.Explain;

namespace QuantumTrader.Cli.Tests.Explain;

/// <summary>The names that scripts rely on.</summary>
public sealed class ExplanationJsonTests
{
    [Theory]
    [InlineData("", "plan_id,symbol,trace_id,verdict,act,inputs,profit,kill,market,heat,permits,permits_consumed_ms,plan,orders,venue_orders,fills,result,executions,repeats,state,not_stored,unreadable")]
    [InlineData("verdict", "status,gate,reason,time_ms")]
    [InlineData("act", "action,new_sl_proposed,reason_codes,position_side,position_opened_epoch,position_quantity,position_entry_price,position_current_price,position_unrealized_pnl,position_age_sec,computed_ms")]
    [InlineData("inputs", "source,position_epoch,position_age_sec,market_epoch,market_age_sec,risk_epoch,risk_age_sec,theta_id")]
    [InlineData("profit", "r_net,risk_unit,cost_est,t1_r,t2_r,t3_r,lock_r")]
    [InlineData("kill", "kill_score,kill_threshold,components")]
    [InlineData("market", "sigma,ts,p_trend,p_mr,p_chop")]
    [InlineData("heat", "heat_value,heat_bucket,heat_policy,mode,original_action,calibrated_action,effective_action,reason,calibrated_ms")]
    [InlineData("plan", "decision,reason_codes,step,action,mode,computed_ms,planned_ms")]
    [InlineData("result", "decision,executed,would_execute,may_retry,error,proposal_age_ms,time_ms,steps")]
    [InlineData("repeats", "proposed,first_ms,last_ms,calibrated,plans,results")]
    [InlineData("permits/0", "gate,granted,reason,time_ms,permit,issued")]
    [InlineData("orders/0", "step,quantity,stop_price,origin,reason,client_order_id,computed_ms,sent_ms,journal")]
    [InlineData("fills/0", "side,quantity,price,fee,realized_pnl,trade_id,client_order_id,time_ms")]
    public void Names_AreStable(string path, string names)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(Chains.Done.Explained(), ExplanationJson.Default.Explanation));
        var element = document.RootElement;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            element = int.TryParse(part, out var index) ? element[index] : element.GetProperty(part);

        Assert.Equal(names.Split(','), element.EnumerateObject().Select(member => member.Name));
    }
}
