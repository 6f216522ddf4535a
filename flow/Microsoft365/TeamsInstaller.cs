using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>Installs the bot's app for people, by Graph and without anybody signed in, and finds the chat that comes with it.</summary>
public sealed class TeamsInstaller(Tenancy tenancy, TeamsOptions options)
{
    private string _catalogId = options.CatalogId;

    /// <summary>The chat of the bot with a person, after the app was installed for them where it was not.</summary>
    /// <returns>Null when the organisation does not allow it, or the app is not in its catalog: then there is mail.</returns>
    public async Task<string?> ChatAsync(string objectId, CancellationToken cancellationToken)
    {
        try
        {
            if (await CatalogIdAsync(cancellationToken) is not { } app) return null;
            var installation = await FindAsync(objectId, app, cancellationToken);
            if (installation is null)
            {
                await InstallAsync(objectId, app, cancellationToken);
                installation = await FindAsync(objectId, app, cancellationToken);
            }

            return installation is null ? null : await Failures.OrNull("find a chat of the bot", async () =>
                (await tenancy.Graph.Users[objectId].Teamwork.InstalledApps[installation].Chat.GetAsync(cancellationToken: cancellationToken))?.Id, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Forbidden or Failure.Refused or Failure.NotFound)
        {
            return null;
        }
    }

    /// <summary>Id of the app in the organisation's catalog; null when it is not there.</summary>
    public async Task<string?> CatalogIdAsync(CancellationToken cancellationToken)
    {
        if (_catalogId.Length > 0) return _catalogId;
        var found = await Failures.Named("find the app in the catalog of Teams", async () => Failures.Held(
            await tenancy.Graph.AppCatalogs.TeamsApps.GetAsync(request => request.QueryParameters.Filter = $"externalId eq '{options.ManifestId}'", cancellationToken)).Value ?? [], cancellationToken);
        return found.Count == 0 ? null : _catalogId = found[0].Id ?? "";
    }

    private Task<string?> FindAsync(string objectId, string app, CancellationToken cancellationToken) => Failures.OrNull("find the app of a person", async () =>
        (await tenancy.Graph.Users[objectId].Teamwork.InstalledApps.GetAsync(request =>
        {
            request.QueryParameters.Expand = ["teamsApp"];
            request.QueryParameters.Filter = $"teamsApp/id eq '{app}'";
        }, cancellationToken))?.Value?.FirstOrDefault()?.Id, cancellationToken);

    private async Task InstallAsync(string objectId, string app, CancellationToken cancellationToken)
    {
        try
        {
            await Failures.Named("install the app for a person", async () => await tenancy.Graph.Users[objectId].Teamwork.InstalledApps.PostAsync(new UserScopeTeamsAppInstallation
            {
                AdditionalData = new Dictionary<string, object> { ["teamsApp@odata.bind"] = $"{tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/')}/appCatalogs/teamsApps/{app}" },
            }, cancellationToken: cancellationToken), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            // Somebody was quicker: it is installed.
        }
    }
}
