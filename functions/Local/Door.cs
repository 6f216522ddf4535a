using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace EmulationM365.Functions.Local;

/// <summary>The method of a function.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Trigger">The parameter that receives what triggered the call.</param>
/// <param name="Outputs">The queues its result goes to.</param>
internal sealed record DoorMethod(string Name, MethodInfo Method, ParameterInfo Trigger, IReadOnlyList<DoorOutput> Outputs)
{
    /// <summary>The type the method gives, looked at through its <see cref="Task{TResult}"/>.</summary>
    public Type ResultType => ResultOf(Method);

    /// <summary>The type a method gives, looked at through its <see cref="Task{TResult}"/>.</summary>
    public static Type ResultOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task)) return typeof(void);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
    }
}

/// <summary>A queue a result goes to: the whole result, or one property of it.</summary>
/// <param name="Property">The property; null for the whole result.</param>
/// <param name="Queue">The queue.</param>
internal sealed record DoorOutput(PropertyInfo? Property, string Queue);

/// <summary>A function as its attributes describe it.</summary>
/// <param name="Code">What is called.</param>
internal abstract record Door(DoorMethod Code)
{
    /// <summary>The name of the function.</summary>
    public string Name => Code.Name;
}

/// <summary>A function that answers HTTP.</summary>
/// <param name="Code">What is called.</param>
/// <param name="Template">The route with its prefix.</param>
/// <param name="Methods">The methods answered; empty for all.</param>
/// <param name="Level">What the caller must show.</param>
/// <param name="Answer">The property that holds the answer; null when the result is the answer.</param>
internal sealed record HttpDoor(DoorMethod Code, string Template, IReadOnlyList<string> Methods, AuthorizationLevel Level, PropertyInfo? Answer) : Door(Code);

/// <summary>A function that runs by the clock.</summary>
/// <param name="Code">What is called.</param>
/// <param name="Schedule">When, in UTC.</param>
/// <param name="KeepsLastRun">Whether a missed tick is made up for at the next start.</param>
/// <param name="RunsOnStartup">Whether every start fires it.</param>
internal sealed record TimerDoor(DoorMethod Code, CrontabSchedule Schedule, bool KeepsLastRun, bool RunsOnStartup) : Door(Code);

/// <summary>A function that takes messages off a queue.</summary>
/// <param name="Code">What is called.</param>
/// <param name="Queue">The queue.</param>
internal sealed record QueueDoor(DoorMethod Code, string Queue) : Door(Code);
