using EmulationM365.Functions.Cards;
using EmulationM365.Functions.Pages;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Drift;
using Microsoft.Extensions.DependencyInjection;

namespace EmulationM365.Functions;

/// <summary>What the doors need beside the product.</summary>
public static class Doors
{
    /// <summary>Queue that carries the keys of lists to look at.</summary>
    public const string ListsQueue = "lists";

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddDoors(this IServiceCollection services) => services.AddSingleton<SignInCheck>().AddSingleton(new FormProof(FlowRegistration.NewSecret))
        .AddSingleton<Teams.BotTokenCheck>().AddSingleton<ActionTokenCheck>().AddSingleton<OutlookDesk>()
        .AddSingleton<WeeklyDrift>().AddSingleton(new CampaignFolder(null)).AddSingleton<NextYear>();
}
