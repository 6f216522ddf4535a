using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Functions.Local;

/// <summary>One call of one function, in the shape the functions know.</summary>
internal sealed class Invocation(Door door, IServiceProvider services, IReadOnlyDictionary<string, object?> data, CancellationToken cancellationToken) : FunctionContext
{
    /// <inheritdoc/>
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    /// <inheritdoc/>
    public override FunctionDefinition FunctionDefinition { get; } = new Definition(door);

    /// <inheritdoc/>
    public override IServiceProvider InstanceServices { get; set; } = services;

    /// <inheritdoc/>
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    /// <inheritdoc/>
    public override CancellationToken CancellationToken { get; } = cancellationToken;

    /// <inheritdoc/>
    public override BindingContext BindingContext { get; } = new Binding(data);

    /// <inheritdoc/>
    public override RetryContext RetryContext { get; } = new NoRetry();

    /// <inheritdoc/>
    public override TraceContext TraceContext { get; } = new Trace(Activity.Current);

    private sealed class Definition(Door door) : FunctionDefinition
    {
        public override string PathToAssembly => door.Code.Method.Module.FullyQualifiedName;

        public override string EntryPoint => $"{door.Code.Method.DeclaringType!.FullName}.{door.Code.Method.Name}";

        public override string Id => door.Name;

        public override string Name => door.Name;
    }

    private sealed class Binding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    // Queue redelivery is not a retry policy: the count is in the binding data.
    private sealed class NoRetry : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class Trace(Activity? activity) : TraceContext
    {
        public override string TraceParent => activity?.Id ?? "";

        public override string TraceState => activity?.TraceStateString ?? "";
    }
}
