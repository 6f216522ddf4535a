namespace Microsoft.Azure.Functions.Worker;

// The part of the isolated worker's public shape that the functions use, so that one set of classes builds against this file locally and
// against Microsoft's packages for deployment. Nothing may be added here that the packages do not have.

/// <summary>Marks a method as a function.</summary>
/// <param name="name">The name of the function, unique in the app.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The name of the function, unique in the app.</summary>
    public string Name { get; } = name;
}

/// <summary>What a caller must show to reach an HTTP function.</summary>
public enum AuthorizationLevel
{
    /// <summary>Nothing.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user; kept for its number, the platform does not enforce it.</summary>
    User = 1,

    /// <summary>The key of the function, or the key of the host.</summary>
    Function = 2,

    /// <summary>A key of the platform.</summary>
    System = 3,

    /// <summary>The key of the host.</summary>
    Admin = 4,
}

/// <summary>Marks the <c>HttpRequest</c> parameter of a function that answers HTTP.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Any method, no key.</summary>
    public HttpTriggerAttribute()
    {
    }

    /// <summary>These methods, <b>no key</b>: always state the level instead.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method, with this level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods, with this level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the prefix, as <c>requests/{locator}</c>; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The methods answered; every method when null.</summary>
    public string[]? Methods { get; }

    /// <summary>What the caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; } = AuthorizationLevel.Anonymous;
}

/// <summary>Marks the property of a returned record that is the answer to the HTTP request.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : Attribute;

/// <summary>Marks the <see cref="TimerInfo"/> parameter of a function that runs by the clock.</summary>
/// <param name="schedule">Six fields of NCRONTAB in UTC, or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>Six fields of NCRONTAB in UTC, or <c>%Setting%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>True keeps the last run, so that a tick missed while the host was down fires once at the next start.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>True fires at every start of the host.</summary>
    public bool RunOnStartup { get; set; }
}

/// <summary>What a timer function learns about its tick.</summary>
public sealed class TimerInfo
{
    /// <summary>Last and next tick; null for a timer that keeps no last run.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when the tick comes later than its schedule said.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The ticks around this one, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The last run before this one; the default value before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The tick after this one.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}

/// <summary>Marks the parameter of a function that takes messages off a queue.</summary>
/// <param name="queueName">The queue, or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue, or <c>%Setting%</c>.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that names the storage account; without meaning locally.</summary>
    public string? Connection { get; set; }
}

/// <summary>Puts what a method returns, or one property of it, on a queue.</summary>
/// <param name="queueName">The queue, or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class QueueOutputAttribute(string queueName) : Attribute
{
    /// <summary>The queue, or <c>%Setting%</c>.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that names the storage account; without meaning locally.</summary>
    public string? Connection { get; set; }
}
