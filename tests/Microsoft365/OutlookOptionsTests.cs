using EmulationM365.Microsoft365;
using Microsoft.Extensions.Configuration;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>The Outlook channel is off, or set up whole: what is missing is said, and nothing starts with half of it.</summary>
public sealed class OutlookOptionsTests
{
    private static readonly Dictionary<string, string?> Whole = new()
    {
        ["Channels:Outlook"] = "true", ["Outlook:Originator"] = "5e1f0000-0000-4000-8000-0000000000c1", ["Outlook:AppIdUri"] = "api://auth-am-a/b",
        ["Outlook:ClientId"] = "5e1f0000-0000-4000-8000-0000000000c2", ["Outlook:Scope"] = "ActionableMessages",
    };

    [Theory]
    [InlineData("Outlook:Originator", "")]
    [InlineData("Outlook:Originator", "our unit")]
    [InlineData("Outlook:AppIdUri", "")]
    [InlineData("Outlook:AppIdUri", "https://pages.test")]
    [InlineData("Outlook:ClientId", "")]
    [InlineData("Outlook:ClientId", "client")]
    [InlineData("Outlook:Scope", "")]
    [InlineData("Outlook:Scope", "two scopes")]
    public void One_Setting_Missing_Or_Wrong_And_Nothing_Starts(string name, string value)
    {
        var settings = With((name, value));
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => FlowRegistration.Channels(settings)).Faults);
        Assert.StartsWith(name + " ", fault, StringComparison.Ordinal);
        Assert.Equal([fault], FlowRegistration.OutlookFaults(settings)!);
        // Off, it is of no account.
        Assert.False(FlowRegistration.Channels(With((name, value), ("Channels:Outlook", "false"))).Channels.Outlook);
    }

    [Fact]
    public void Set_Up_Whole_It_Is_On_And_Without_A_Word_It_Is_Off()
    {
        Assert.Equal((true, "ActionableMessages"), (FlowRegistration.Channels(With()).Channels.Outlook, FlowRegistration.Channels(With()).Outlook.Scope));
        var nothing = new ConfigurationBuilder().Build();
        Assert.False(FlowRegistration.Channels(nothing).Channels.Outlook);
        Assert.Null(FlowRegistration.OutlookFaults(nothing));
        Assert.Empty(FlowRegistration.OutlookFaults(With())!);
    }

    private static IConfigurationRoot With(params (string Name, string? Value)[] other) => new ConfigurationBuilder().AddInMemoryCollection(Whole)
        .AddInMemoryCollection(other.ToDictionary(setting => setting.Name, setting => setting.Value)).Build();
}
