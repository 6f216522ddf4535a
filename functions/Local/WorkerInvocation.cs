namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function, as the function sees it.</summary>
public abstract class FunctionContext
{
    /// <summary>The id of this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function that is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>The scope of this invocation in the app's container.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>Whatever the invocation wants to carry along.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the host stops or the function timeout has passed.</summary>
    public virtual CancellationToken CancellationToken { get; }

    /// <summary>What the trigger knows besides its value, such as the dequeue count.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The retries of a retry policy.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The W3C trace this invocation belongs to.</summary>
    public abstract TraceContext TraceContext { get; }
}

/// <summary>What is known of a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The file of the assembly that holds the function.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The full name of the method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The id of the function.</summary>
    public abstract string Id { get; }

    /// <summary>The name of the function, unique in the app.</summary>
    public abstract string Name { get; }
}

/// <summary>What the trigger knows besides its value.</summary>
public abstract class BindingContext
{
    /// <summary>The values by name; for a queue among others <c>Id</c> and <c>DequeueCount</c>, as text.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>The retries of a retry policy.</summary>
public abstract class RetryContext
{
    /// <summary>How often this invocation was retried.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How often it may be.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>The W3C trace an invocation belongs to.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> value, empty when there is no trace.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value, empty when there is none.</summary>
    public abstract string TraceState { get; }
}
