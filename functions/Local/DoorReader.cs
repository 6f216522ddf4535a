using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace EmulationM365.Functions.Local;

/// <summary>Reads the functions of an assembly, and refuses at start what the platform would refuse or do otherwise.</summary>
internal sealed class DoorReader(IConfiguration configuration, string routePrefix)
{
    private readonly DoorNames _names = new(configuration);

    /// <summary>Every function that is not disabled, in the order of names.</summary>
    /// <exception cref="LocalHostException">A function is written in a way that cannot run; the sentence names it.</exception>
    public IReadOnlyList<Door> Read(Assembly assembly)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Select(method => (Method: method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(one => one.Name is not null).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (methods.GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new LocalHostException($"Two functions are named {twice.Key}.");
        return [.. methods.Where(one => !_names.IsDisabled(one.Name!)).Select(one => Read(one.Name!, one.Method))];
    }

    private Door Read(string name, MethodInfo method)
    {
        var triggers = method.GetParameters().Where(IsTrigger).ToList();
        if (triggers.Count != 1) throw Wrong(name, "needs exactly one trigger");
        if (method.GetParameters().FirstOrDefault(parameter => !IsTrigger(parameter) && !IsGiven(parameter)) is { } unknown)
            throw Wrong(name, $"has the parameter {unknown.Name}: besides its trigger it may take a FunctionContext, a CancellationToken and strings of its route");
        var code = new DoorMethod(name, method, triggers[0], Outputs(name, method));
        if (code.Trigger.GetCustomAttribute<HttpTriggerAttribute>() is { } http) return Http(code, http);
        if (code.Trigger.GetCustomAttribute<TimerTriggerAttribute>() is { } timer) return Timer(code, timer);
        MustTake<string>(code);
        return new QueueDoor(code, _names.Queue(name, code.Trigger.GetCustomAttribute<QueueTriggerAttribute>()!.QueueName));
    }

    private HttpDoor Http(DoorMethod code, HttpTriggerAttribute http)
    {
        MustTake<HttpRequest>(code);
        var answer = code.ResultType.GetProperties().FirstOrDefault(property => property.IsDefined(typeof(HttpResultAttribute)));
        if (!(answer?.PropertyType ?? code.ResultType).IsAssignableTo(typeof(IActionResult)) || (answer is null && code.Outputs.Count > 0))
            throw Wrong(code.Name, "must return an IActionResult, or a record with an IActionResult marked [HttpResult]");
        return new HttpDoor(code, $"{routePrefix}/{http.Route ?? code.Name}".Trim('/'), http.Methods ?? [], http.AuthLevel, answer);
    }

    private TimerDoor Timer(DoorMethod code, TimerTriggerAttribute timer)
    {
        MustTake<TimerInfo>(code);
        var text = _names.Resolve(code.Name, timer.Schedule);
        var schedule = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw Wrong(code.Name, $"has the schedule \"{text}\", which is not six fields of NCRONTAB");
        return new TimerDoor(code, schedule, timer.UseMonitor, timer.RunOnStartup);
    }

    private List<DoorOutput> Outputs(string name, MethodInfo method)
    {
        var result = DoorMethod.ResultOf(method);
        if (result.Namespace == typeof(ValueTask).Namespace && result.Name.StartsWith(nameof(ValueTask), StringComparison.Ordinal))
            throw Wrong(name, "returns a ValueTask: return a Task");
        var outputs = new List<DoorOutput>();
        if (method.GetCustomAttribute<QueueOutputAttribute>() is { } whole) outputs.Add(Output(name, null, result, whole));
        foreach (var property in result.GetProperties())
        {
            if (property.GetCustomAttribute<QueueOutputAttribute>() is { } part) outputs.Add(Output(name, property, property.PropertyType, part));
        }

        return outputs;
    }

    private DoorOutput Output(string name, PropertyInfo? property, Type type, QueueOutputAttribute output) =>
        type == typeof(string) || type.IsAssignableTo(typeof(IEnumerable<string>))
            ? new DoorOutput(property, _names.Queue(name, output.QueueName))
            : throw Wrong(name, $"puts a {type.Name} on the queue {output.QueueName}: only string and string[] can be put there");

    private static bool IsTrigger(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(HttpTriggerAttribute)) || parameter.IsDefined(typeof(TimerTriggerAttribute)) || parameter.IsDefined(typeof(QueueTriggerAttribute));

    private static bool IsGiven(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType == typeof(string);

    private static void MustTake<T>(DoorMethod code)
    {
        var found = code.Trigger.ParameterType;
        if (found != typeof(T)) throw Wrong(code.Name, $"must take its trigger as {typeof(T).Name}, not as {found.Name}");
    }

    private static LocalHostException Wrong(string name, string what) => new($"The function {name} {what}.");
}
