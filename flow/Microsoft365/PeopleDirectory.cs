using System.Collections.Concurrent;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Microsoft365;

/// <summary>A person of the tenant.</summary>
/// <param name="ObjectId">Entra object id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Mail">Mail address; empty when there is none.</param>
/// <param name="UserPrincipalName">Sign-in name.</param>
/// <param name="Enabled">The account may sign in.</param>
/// <param name="SiteUserId">Id under which the site knows the person.</param>
public sealed record Person(string ObjectId, string Name, string Mail, string UserPrincipalName, bool Enabled, int SiteUserId);

/// <summary>
/// Turns the ids by which a site knows people into people. A site keeps its own numbers in a hidden list; the tenant knows the sign-in names in it.
/// </summary>
public sealed class PeopleDirectory(Tenancy tenancy, string siteId)
{
    private readonly ConcurrentDictionary<int, Person> _known = new();

    /// <summary>The people behind some site user ids; an id that leads nowhere is left out.</summary>
    public async Task<IReadOnlyDictionary<int, Person>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        if (ids.Any(id => !_known.ContainsKey(id))) await LearnAsync([.. ids.Where(id => !_known.ContainsKey(id))], cancellationToken);
        return ids.Distinct().Where(_known.ContainsKey).ToDictionary(id => id, id => _known[id]);
    }

    private async Task LearnAsync(HashSet<int> wanted, CancellationToken cancellationToken)
    {
        foreach (var (id, name) in await NamesAsync(cancellationToken))
        {
            if (!wanted.Contains(id) || await PersonAsync(id, name, cancellationToken) is not { } person) continue;
            _known[id] = person;
        }
    }

    private Task<List<(int Id, string UserPrincipalName)>> NamesAsync(CancellationToken cancellationToken) => Failures.Named("read the people of the site", async () =>
    {
        var names = new List<(int, string)>();
        var items = tenancy.Graph.Sites[siteId].Lists["User Information List"].Items;
        var page = await items.GetAsync(request =>
        {
            request.QueryParameters.Expand = ["fields($select=UserName)"];
            request.QueryParameters.Top = 200;
        }, cancellationToken);
        while (true)
        {
            names.AddRange(Failures.Held(page?.Value).Where(item => item.Fields?.AdditionalData.ContainsKey("UserName") == true)
                .Select(item => (int.Parse(item.Id!, System.Globalization.CultureInfo.InvariantCulture), item.Fields!.AdditionalData["UserName"].ToString()!)));
            if (page!.OdataNextLink is not { } next) return names;
            page = await items.WithUrl(tenancy.Own(next)).GetAsync(cancellationToken: cancellationToken);
        }
    }, cancellationToken);

    private async Task<Person?> PersonAsync(int id, string userPrincipalName, CancellationToken cancellationToken)
    {
        try
        {
            return await Failures.Named("read a person", async () =>
            {
                var user = Failures.Held(await tenancy.Graph.Users[userPrincipalName].GetAsync(
                    request => request.QueryParameters.Select = ["id", "displayName", "mail", "userPrincipalName", "accountEnabled"], cancellationToken));
                return new Person(user.Id!, user.DisplayName ?? "", user.Mail ?? "", user.UserPrincipalName ?? userPrincipalName, user.AccountEnabled != false, id);
            }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.NotFound)
        {
            return null;
        }
    }
}
