using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace EmulationM365.Functions.Local;

/// <summary>What a <see cref="LocalHost"/> is started with.</summary>
public sealed record LocalHostSettings
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>The folder of everything that outlives the process: <c>queues/</c>, <c>keys.json</c>, <c>timers.json</c>. One host at a time may use it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The clock of timers, queues and sessions. Timeouts of running code are real time, whatever this says.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where <c>%Setting%</c> and <c>AzureWebJobs.&lt;Name&gt;.Disabled</c> are looked up; also the app's own configuration.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>The assembly whose <c>[Function]</c> methods are run.</summary>
    public required Assembly Functions { get; init; }

    /// <summary>The host.json to obey; null takes the one beside <see cref="Functions"/>.</summary>
    public string? HostFile { get; init; }

    /// <summary>The sign-in front; null leaves every route without one (the <c>X-MS-*</c> headers are stripped all the same).</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>False runs timers and queues only when <see cref="LocalHost.SettleAsync"/> and its parts are called: for simulated time.</summary>
    public bool RunInBackground { get; init; } = true;
}

/// <summary>The sign-in front before some HTTP functions.</summary>
public sealed record SignInSettings
{
    /// <summary>The OpenID provider without the tenant, as <c>http://localhost:5365/openid</c>.</summary>
    public required Uri Authority { get; init; }

    /// <summary>The tenant, a path segment below <see cref="Authority"/>.</summary>
    public required string TenantId { get; init; }

    /// <summary>The app registration people sign in to.</summary>
    public required string ClientId { get; init; }

    /// <summary>The paths people must be signed in for, with everything below them, as <c>/api/requests</c>.</summary>
    public IReadOnlyList<string> ProtectedPrefixes { get; init; } = [];
}

/// <summary>The local host cannot start, or cannot go on; the message is one sentence for the person at the command line.</summary>
public sealed class LocalHostException : Exception
{
    /// <summary>Without a sentence; there is always a better constructor.</summary>
    public LocalHostException()
    {
    }

    /// <summary>With the sentence to print.</summary>
    public LocalHostException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence to print and what lies below it.</summary>
    public LocalHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
