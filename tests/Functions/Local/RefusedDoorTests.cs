using System.Reflection;
using System.Reflection.Emit;
using EmulationM365.Functions.Local;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>Functions that could not run are refused at start; each lives in an assembly made for the test, because it would spoil this one.</summary>
public sealed class RefusedDoorTests
{
    [Theory]
    [InlineData(typeof(string), typeof(HttpRequest), typeof(HttpTriggerAttribute), null, "must return an IActionResult, or a record with an IActionResult marked [HttpResult]")]
    [InlineData(typeof(Task<string>), typeof(HttpRequest), typeof(HttpTriggerAttribute), null, "must return an IActionResult, or a record with an IActionResult marked [HttpResult]")]
    [InlineData(typeof(void), typeof(int), typeof(QueueTriggerAttribute), "jobs", "must take its trigger as String, not as Int32")]
    [InlineData(typeof(void), typeof(string), typeof(TimerTriggerAttribute), "0 * * * * *", "must take its trigger as TimerInfo, not as String")]
    [InlineData(typeof(void), typeof(TimerInfo), typeof(TimerTriggerAttribute), "* * * * *", "has the schedule \"* * * * *\", which is not six fields of NCRONTAB")]
    [InlineData(typeof(void), typeof(TimerInfo), typeof(TimerTriggerAttribute), "%Nowhere%", "uses the setting Nowhere, which is not set")]
    [InlineData(typeof(void), typeof(string), typeof(QueueTriggerAttribute), "../jobs", "names the queue \"../jobs\": 3 to 63 lower-case letters, digits and single hyphens are allowed")]
    [InlineData(typeof(ValueTask), typeof(string), typeof(QueueTriggerAttribute), "jobs", "returns a ValueTask: return a Task")]
    public async Task A_Function_That_Cannot_Run_Is_Named(Type result, Type parameter, Type trigger, string? argument, string sentence)
    {
        var assembly = NewAssembly();
        Add(assembly, "Odd", result, parameter, trigger, argument);
        Assert.Equal($"The function Odd {sentence}.", await RefusalAsync(assembly));
    }

    [Fact]
    public async Task Two_Functions_Cannot_Have_One_Name()
    {
        var assembly = NewAssembly();
        Add(assembly, "Twin", typeof(void), typeof(string), typeof(QueueTriggerAttribute), "jobs");
        Add(assembly, "twin", typeof(void), typeof(string), typeof(QueueTriggerAttribute), "jobs");
        Assert.Equal("Two functions are named Twin.", await RefusalAsync(assembly), ignoreCase: true);
    }

    private static async Task<string> RefusalAsync(ModuleBuilder module) =>
        (await Assert.ThrowsAsync<LocalHostException>(() => HostRun.StartAsync(settings => settings with
        {
            Functions = module.Assembly,
            HostFile = Path.Combine(AppContext.BaseDirectory, "host.json"),
        }))).Message;

    private static ModuleBuilder NewAssembly() =>
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Odd"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("Odd");

    private static void Add(ModuleBuilder module, string name, Type result, Type parameter, Type trigger, string? argument)
    {
        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Class);
        var method = type.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static, result, [parameter]);
        method.SetCustomAttribute(new CustomAttributeBuilder(typeof(FunctionAttribute).GetConstructor([typeof(string)])!, [name]));
        Type[] taken = argument is null ? [] : [typeof(string)];
        object[] given = argument is null ? [] : [argument];
        method.DefineParameter(1, ParameterAttributes.None, "trigger").SetCustomAttribute(new CustomAttributeBuilder(trigger.GetConstructor(taken)!, given));
        // Never called; a method must only have a body.
        method.GetILGenerator().ThrowException(typeof(NotSupportedException));
        type.CreateType();
    }
}
