using System.Reflection;
using EmulationM365.Functions.Local;
using Microsoft.Azure.Functions.Worker;

namespace EmulationM365.Tests.Functions.Local;

/// <summary>Holds the local contract to the shapes of the isolated worker: a member more, and the azure build would not compile.</summary>
public sealed class WorkerContractTests
{
    public static TheoryData<Type, string> Shapes => new()
    {
        { typeof(FunctionAttribute), "(String name); String Name get" },
        { typeof(HttpTriggerAttribute), "(); (String[] methods); (AuthorizationLevel authLevel); (AuthorizationLevel authLevel, String[] methods); "
            + "AuthorizationLevel AuthLevel get; String[] Methods get; String Route get set" },
        { typeof(AuthorizationLevel), "Anonymous 0; User 1; Function 2; System 3; Admin 4" },
        { typeof(HttpResultAttribute), "()" },
        { typeof(TimerTriggerAttribute), "(String schedule); Boolean RunOnStartup get set; String Schedule get; Boolean UseMonitor get set" },
        { typeof(TimerInfo), "(); Boolean IsPastDue get set; ScheduleStatus ScheduleStatus get set" },
        { typeof(ScheduleStatus), "(); DateTime Last get set; DateTime LastUpdated get set; DateTime Next get set" },
        { typeof(QueueTriggerAttribute), "(String queueName); String Connection get set; String QueueName get" },
        { typeof(QueueOutputAttribute), "(String queueName); String Connection get set; String QueueName get" },
        { typeof(FunctionContext), "BindingContext BindingContext get; CancellationToken CancellationToken get; FunctionDefinition FunctionDefinition get; "
            + "IServiceProvider InstanceServices get set; String InvocationId get; IDictionary`2 Items get set; RetryContext RetryContext get; TraceContext TraceContext get" },
        { typeof(FunctionDefinition), "String EntryPoint get; String Id get; String Name get; String PathToAssembly get" },
        { typeof(BindingContext), "IReadOnlyDictionary`2 BindingData get" },
        { typeof(RetryContext), "Int32 MaxRetryCount get; Int32 RetryCount get" },
        { typeof(TraceContext), "String TraceParent get; String TraceState get" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_Type_Has_Exactly_The_Shape_Of_The_Worker(Type type, string shape) => Assert.Equal(shape, ShapeOf(type));

    [Fact]
    public void Nothing_Else_Is_Declared_In_The_Name_Of_The_Worker()
    {
        var declared = typeof(LocalHost).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true && !type.Name.StartsWith('<'));
        Assert.Equal(Shapes.Select(row => row.Data.Item1.FullName).Order(), declared.Select(type => type.FullName).Order());
    }

    [Theory]
    [InlineData(typeof(FunctionAttribute), AttributeTargets.Method)]
    [InlineData(typeof(HttpTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(TimerTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(QueueTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(QueueOutputAttribute), AttributeTargets.Method | AttributeTargets.Property)]
    [InlineData(typeof(HttpResultAttribute), AttributeTargets.Property)]
    public void An_Attribute_Goes_Where_The_Workers_Goes(Type type, AttributeTargets targets) =>
        Assert.Equal(targets, type.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn);

    [Fact]
    public void Defaults_Are_Those_Of_The_Worker()
    {
        Assert.Equal(AuthorizationLevel.Anonymous, new HttpTriggerAttribute("get").AuthLevel);
        Assert.True(new TimerTriggerAttribute("0 * * * * *").UseMonitor);
        Assert.False(new TimerTriggerAttribute("0 * * * * *").RunOnStartup);
        Assert.True(typeof(FunctionContext).IsAbstract);
    }

    private static string ShapeOf(Type type)
    {
        if (type.IsEnum) return string.Join("; ", type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} {(int)field.GetRawConstantValue()!}"));
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var constructors = type.GetConstructors().Select(one => $"({string.Join(", ", one.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}"))})");
        var properties = type.GetProperties(Own).OrderBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => $"{one.PropertyType.Name} {one.Name} get{(one.GetSetMethod() is null ? "" : " set")}");
        var methods = type.GetMethods(Own).Where(one => !one.IsSpecialName).Select(one => one.Name);
        return string.Join("; ", constructors.Concat(properties).Concat(methods));
    }
}
