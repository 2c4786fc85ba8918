namespace QuantumTrader.Domain.MarketState;

/// <summary>Parameters of the volatility estimate, contract section 1 steps 2 to 5.</summary>
public sealed record VolatilityTheta
{
    /// <summary>The EWMA is started from the variance of this many returns, so a window cannot be shorter.</summary>
    public const int SeedReturns = 10;

    /// <summary>Returns the estimate looks at.</summary>
    public int Window { get; init; } = 256;

    /// <summary>Returns below this quantile of their window are raised to it; 0 to 1.</summary>
    public double WinsorQLow { get; init; } = 0.01;

    /// <summary>Returns above this quantile of their window are lowered to it; 0 to 1.</summary>
    public double WinsorQHigh { get; init; } = 0.99;

    /// <summary>Weight of the past in the exponentially weighted variance; 0 to 1. 0.94 is the RiskMetrics (1996) value.</summary>
    public double EwmaLambda { get; init; } = 0.94;

    /// <summary>Smallest sigma reported, per bar.</summary>
    public double SigmaFloor { get; init; } = 1e-6;

    /// <summary>Upper limit of the spike proxy sigma_mad / sigma_ewma.</summary>
    public double SpikeProxyCap { get; init; } = 5.0;

    /// <summary>Spike proxy at which both sigmas weigh the same.</summary>
    public double SpikeCenter { get; init; } = 1.2;

    /// <summary>Width of the logistic blend in units of the spike proxy.</summary>
    public double SpikeScale { get; init; } = 0.3;

    internal void Check(ThetaRules rules)
    {
        rules.Within("vol.window", Window, SeedReturns, MarketStateTheta.LongestWindow);
        rules.Within("vol.winsor_q_low", WinsorQLow, 0.0, 1.0);
        rules.Within("vol.winsor_q_high", WinsorQHigh, 0.0, 1.0);
        if (WinsorQLow >= WinsorQHigh)
            rules.Add("vol.winsor_q_low", WinsorQLow, $"below vol.winsor_q_high ({WinsorQHigh:R})");
        rules.Between("vol.ewma_lambda", EwmaLambda, 0.0, 1.0);
        rules.Above("vol.sigma_floor", SigmaFloor, 0.0);
        rules.Above("vol.spike_proxy_cap", SpikeProxyCap, 0.0);
        rules.Within("vol.spike_center", SpikeCenter, 0.0, MarketStateTheta.LargestCoefficient);
        rules.Above("vol.spike_scale", SpikeScale, 0.0);
    }
}
