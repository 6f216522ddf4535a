using System.Security.Cryptography;
using Azure.Core;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>Settings that cannot be used; each fault is a sentence.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>All registration of the product, read from top to bottom.</summary>
public static class FlowRegistration
{
    /// <summary>Adds the product by its settings.</summary>
    /// <exception cref="SettingsException">Some setting is missing or cannot be used.</exception>
    public static IServiceCollection AddFlow(this IServiceCollection services, IConfiguration configuration)
    {
        RefuseInvariantGlobalization();
        var (options, sites) = Read(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        var (channels, outlook) = Channels(configuration);
        services.AddSingleton(channels).AddSingleton(outlook);
        services.TryAddSingleton(provider => Credentials.For(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Tenancy(options, provider.GetRequiredService<TokenCredential>(), provider.GetRequiredService<TimeProvider>()));
        if (TeamsFaults(configuration) is { Count: > 0 } faults) throw new SettingsException(faults);
        services.AddSingleton(TeamsOptions.Read(configuration));
        services.AddSingleton(provider => BotOf(options, provider.GetRequiredService<TeamsOptions>(), provider.GetRequiredService<TokenCredential>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => PartsOf(provider));
        services.AddSingleton(provider => new SiteFlows(provider.GetRequiredService<Tenancy>(), sites, provider.GetRequiredService<FlowParts>()));
        services.AddSingleton<ReturnSteps>();
        services.AddSingleton<StorySteps>();
        services.AddSingleton<ContentWatch>();
        services.AddSingleton<SessionSteps>();
        services.AddSingleton<SubmissionSteps>();
        services.AddSingleton<AnswerSteps>();
        services.AddSingleton<HandOvers>();
        services.AddSingleton<RequestMoves>();
        services.AddSingleton<Pipeline>();
        services.AddSingleton<NightlyRun>();
        services.AddSingleton<PostingDesk>();
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<RequestDesk>();
        services.AddSingleton<TeamsDesk>();
        services.AddSingleton<WaitingDesk>();
        services.AddSingleton<AuditDesk>();
        return services;
    }

    private static FlowParts PartsOf(IServiceProvider provider) => new(provider.GetRequiredService<TimeProvider>(), NewSecret, provider.GetRequiredService<ILoggerFactory>(),
        provider.GetRequiredService<ChannelOptions>().Outlook ? provider.GetRequiredService<OutlookOptions>().Originator : null)
    {
        Bot = provider.GetRequiredService<ChannelOptions>().Teams ? provider.GetRequiredService<BotConnector>() : null, Teams = provider.GetRequiredService<TeamsOptions>(),
    };

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingsException">Some setting is missing or cannot be used.</exception>
    public static (M365Options Options, IReadOnlyList<SiteOptions> Sites) Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(M365Options.Section).Get<M365Options>() ?? new M365Options();
        var sites = configuration.GetSection(SiteOptions.Section).Get<List<SiteOptions>>() ?? [];
        var faults = options.Faults().Concat(sites.SelectMany(site => site.Faults())).ToList();
        if (sites.Count == 0) faults.Add("Sites: name at least one site (Sites__0__Path, Sites__0__Year)");
        faults.AddRange(sites.GroupBy(site => site.Key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => $"Sites: {same.First().Path} {same.First().Year} is named {same.Count()} times; name each site once a year"));
        return faults.Count == 0 ? (options, sites) : throw new SettingsException(faults);
    }

    /// <summary>What is wrong with the settings of the Teams channel; null while it is off.</summary>
    public static IReadOnlyList<string>? TeamsFaults(IConfiguration configuration) =>
        configuration.GetSection(ChannelOptions.Section).Get<ChannelOptions>() is { Teams: true } ? [.. TeamsOptions.Read(configuration).Faults()] : null;

    /// <summary>The bot, signed in under its own identity, which is as a rule that of the product.</summary>
    public static BotConnector BotOf(M365Options options, TeamsOptions teams, TokenCredential usual, TimeProvider time) => new(teams, options.TenantId,
        teams.AppId.Length == 0 || string.Equals(teams.AppId, options.ClientId, StringComparison.OrdinalIgnoreCase) ? usual : Credentials.For(options, teams.AppId, time), time);

    /// <summary>Reads the settings of the ways of answering, and refuses one that is on and not set up whole.</summary>
    /// <exception cref="SettingsException">A channel is on, and something that it needs is missing.</exception>
    public static (ChannelOptions Channels, OutlookOptions Outlook) Channels(IConfiguration configuration) => OutlookFaults(configuration) is { Count: > 0 } faults
        ? throw new SettingsException(faults) : (configuration.GetSection(ChannelOptions.Section).Get<ChannelOptions>() ?? new ChannelOptions(), Outlook(configuration));

    /// <summary>What is wrong with the settings of the Outlook channel; null while it is off.</summary>
    public static IReadOnlyList<string>? OutlookFaults(IConfiguration configuration) =>
        configuration.GetSection(ChannelOptions.Section).Get<ChannelOptions>() is { Outlook: true } ? [.. Outlook(configuration).Faults()] : null;

    private static OutlookOptions Outlook(IConfiguration configuration) => configuration.GetSection(OutlookOptions.Section).Get<OutlookOptions>() ?? new OutlookOptions();

    /// <summary>A fresh secret of 256 random bits.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Without culture data, normalising a Vietnamese name silently does nothing, and the same name would make two keys.</summary>
    /// <exception cref="SettingsException">This process runs without culture data.</exception>
    public static void RefuseInvariantGlobalization()
    {
        if (!Letters.Known)
            throw new SettingsException(["This process runs in globalization-invariant mode, in which Vietnamese names cannot be compared. Unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT and install ICU."]);
    }
}
