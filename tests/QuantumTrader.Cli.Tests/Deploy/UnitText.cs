using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Tests.Deploy;

/// <summary>The systemd units.</summary>
internal static class UnitText
{
    private const string Made = "# Made from the code: QUANTUM_WRITE_DOCS=1 and the tests of the command line write it anew. Changes belong into a drop-in: systemctl edit NAME.";

    public static string Service(string stage, SettingsSection section) => $"""
        {Made}
        [Unit]
        Description=Quantum Trader: {section.Summary}
        PartOf=quantum.target
        Wants=network-online.target
        After=network-online.target redis-server.service redis.service{After(stage)}
        # It is started again however often it fails: Redis may be away for hours.
        StartLimitIntervalSec=0

        [Service]
        # Ready when the stage has started, or stands by for another process that runs it.
        Type=notify
        NotifyAccess=main
        ExecStart=/opt/quantum/current/bin/quantum run {stage}
        EnvironmentFile=/etc/quantum/{stage}.env
        # What all services share, such as the password of Redis; wins over the file above. It need not exist.
        EnvironmentFile=-/etc/quantum/common.env
        # Left alone, the runtime lets as much garbage gather as the processor's cache holds before it looks. Bytes, hexadecimal: 2 MiB.
        Environment=DOTNET_GCgen0size=200000
        # No socket for debuggers.
        Environment=DOTNET_EnableDiagnostics=0
        User=quantum
        Group=quantum
        Restart=on-failure
        RestartSec=2
        # 2: the configuration is refused, and would be again.
        RestartPreventExitStatus=2
        TimeoutStartSec=90
        # The program ends within 5 s.
        TimeoutStopSec=10
        # It says that it lives while its stage makes steps; also while Redis is away.
        WatchdogSec=30
        MemoryHigh=320M
        MemoryMax=512M
        TasksMax=256
        LimitCORE=0

        # It needs the network and nothing else. Not MemoryDenyWriteExecute: the runtime compiles.
        NoNewPrivileges=yes
        ProtectSystem=strict
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes
        PrivateUsers=yes
        PrivateMounts=yes
        ProtectClock=yes
        ProtectControlGroups=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectProc=invisible
        RemoveIPC=yes
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        CapabilityBoundingSet=
        AmbientCapabilities=
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged
        SystemCallErrorNumber=EPERM
        UMask=0077

        [Install]
        WantedBy=quantum.target

        """;

    public static string Target() => $"""
        {Made}
        [Unit]
        Description=Quantum Trader
        # What belongs to it is what is enabled: systemctl disable quantum-feed takes the feed out.

        [Install]
        WantedBy=multi-user.target

        """;

    // Nothing happens before the first bar; who starts after it misses what the others say about it.
    private static string After(string stage) =>
        stage == StageNames.Feed ? string.Concat(StageNames.InOrder.Where(other => other != stage).Select(other => $" {Services.ByStage[other]}.service")) : "";
}
