using System.Text.Json;
using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestProposal;

/// <summary>
/// The kernel parameters in force: the defaults, or those of the policy hash, which is looked at in every cycle. An invalid or expired policy is
/// refused; the last valid one stays until its own expiry, then the defaults are back. Each change is logged with what is in force.
/// </summary>
internal sealed class PolicyWatch(StageContext context, HarvestTheta defaults)
{
    private readonly HarvestTheta _defaults = defaults;
    private HarvestPolicyRecord? _seen;
    private HarvestTheta _inForce = defaults;
    private long? _validUntil;
    private string? _refused;

    public async ValueTask<HarvestTheta> ThetaAsync(CancellationToken cancellation)
    {
        var stored = await context.Store.GetAsync(Keys.Policy, cancellation);
        if (stored.Error is { } error)
            Refuse(error.ToString());
        else if (stored.Value is { } policy && policy != _seen)
            Consider(policy);

        if (_validUntil is { } until && context.NowEpoch >= until)
        {
            _validUntil = null;
            _inForce = _defaults;
            context.Log.LogWarning("the policy has expired; the default parameters are in force");
        }

        return _inForce;
    }

    private void Consider(HarvestPolicyRecord policy)
    {
        _seen = policy;
        try
        {
            if (policy.ValidUntilEpoch <= context.NowEpoch)
                throw new KernelInputException("valid_until_epoch", policy.ValidUntilEpoch.ToString(), "lies in the past");
            var theta = Override(Override(_defaults, "harvest_params", policy.HarvestParams), "kill_params", policy.KillParams);
            HarvestPolicyRules.EnsureSafe(theta);
            _inForce = theta;
            _validUntil = policy.ValidUntilEpoch;
            _refused = null;
            context.Log.LogInformation("policy {Version} is in force until {Until}", policy.PolicyVersion, policy.ValidUntilEpoch);
        }
        catch (Exception fault) when (fault is KernelInputException or JsonException)
        {
            Refuse($"policy {policy.PolicyVersion}: {fault.Message}");
        }
    }

    private static HarvestTheta Override(HarvestTheta theta, string field, string? json)
    {
        if (json is null)
            return theta;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"{field} = {json}: must be a JSON object of numbers");
        foreach (var parameter in document.RootElement.EnumerateObject())
        {
            if (parameter.Value.ValueKind != JsonValueKind.Number)
                throw new JsonException($"{field}.{parameter.Name} = {parameter.Value}: must be a number");
            theta = HarvestThetaFields.With(theta, parameter.Name, parameter.Value.GetDouble());
        }

        return theta;
    }

    private void Refuse(string reason)
    {
        if (_refused == reason)
            return;
        _refused = reason;
        context.Log.LogError(
            "{Reason}; refused. In force: {InForce}", reason, _validUntil is null ? "the default parameters" : "the last valid policy");
    }
}
