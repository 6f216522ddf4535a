using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EmulationM365.Functions.Local;

/// <summary>Calls functions: makes the class in a scope, gives the method its parameters, keeps the timeout, and puts the outputs on their queues.</summary>
internal sealed class DoorCaller(IServiceProvider root, MessageStore messages, TimeSpan timeout)
{
    /// <summary>Calls a function in a scope of its own.</summary>
    /// <exception cref="TimeoutException">The function took longer than <c>functionTimeout</c> and gave up when it was cancelled.</exception>
    public async Task CallAsync(Door door, object trigger, IReadOnlyDictionary<string, object?> data, CancellationToken cancellationToken)
    {
        await using var scope = root.CreateAsyncScope();
        await CallAsync(door, trigger, data, scope.ServiceProvider, cancellationToken);
    }

    /// <summary>Calls a function in the caller's scope and gives what it returned. Its messages are on their queues by then.</summary>
    /// <exception cref="TimeoutException">The function took longer than <c>functionTimeout</c> and gave up when it was cancelled.</exception>
    /// <exception cref="OutputException">The function did its work, and a message of it could not be put.</exception>
    public async Task<object?> CallAsync(
        Door door, object trigger, IReadOnlyDictionary<string, object?> data, IServiceProvider scope, CancellationToken cancellationToken)
    {
        // Real time: an hour of simulated time may pass while code works for a second.
        using var limit = new CancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await InvokeAsync(door, trigger, new Invocation(door, scope, data, either.Token));
            Put(door, result);
            return result;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The function {door.Name} was cancelled after {timeout}.", e);
        }
    }

    private static async Task<object?> InvokeAsync(Door door, object trigger, Invocation invocation)
    {
        var method = door.Code.Method;
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(invocation.InstanceServices, method.DeclaringType!);
        try
        {
            var arguments = method.GetParameters().Select(parameter => Argument(door, parameter, trigger, invocation)).ToArray();
            var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            if (returned is not Task task) return returned;
            await task;
            return door.Code.ResultType == typeof(void) ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }
        finally
        {
            if (instance is IAsyncDisposable later) await later.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
    }

    private static object? Argument(Door door, ParameterInfo parameter, object trigger, Invocation invocation)
    {
        if (parameter.Position == door.Code.Trigger.Position) return trigger;
        if (parameter.ParameterType == typeof(FunctionContext)) return invocation;
        if (parameter.ParameterType == typeof(CancellationToken)) return invocation.CancellationToken;
        return invocation.BindingContext.BindingData.TryGetValue(parameter.Name!, out var value) ? value as string : null;
    }

    private void Put(Door door, object? result)
    {
        try
        {
            PutOutputs(door, result);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(door.Name, result, fault);
        }
    }

    private void PutOutputs(Door door, object? result)
    {
        foreach (var output in door.Code.Outputs)
        {
            var value = output.Property is { } property ? result is null ? null : property.GetValue(result) : result;
            var bodies = value switch { null => [], string one => [one], _ => (IEnumerable<string>)value };
            foreach (var body in bodies) messages.Put(output.Queue, body);
        }
    }
}

/// <summary>A function did its work, and what it wanted put on a queue could not be.</summary>
internal sealed class OutputException(string function, object? result, Exception inner) : Exception($"A message of the function {function} could not be put on its queue.", inner)
{
    /// <summary>What the function returned.</summary>
    public object? Result { get; } = result;
}
