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
/// <param name="Language">Language of the profile as the directory writes it, such as <c>en-GB</c>; empty when nobody chose one.</param>
public sealed record Person(string ObjectId, string Name, string Mail, string UserPrincipalName, bool Enabled, int SiteUserId, string Language = "");

/// <summary>Remembers object ids beyond the life of the process.</summary>
public interface IPeopleMemory
{
    /// <summary>Object ids by the site's own numbers.</summary>
    Task<IReadOnlyDictionary<int, string>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Adds those that were found; lost when another worker writes at the same time.</summary>
    Task SaveAsync(IReadOnlyDictionary<int, string> known, CancellationToken cancellationToken);
}

/// <summary>
/// Turns the ids by which a site knows people into people. A site keeps its own numbers in a hidden list with sign-in names, which may change; so a person is looked up
/// by sign-in name once, and from then on by object id. An account that is gone is kept as one that may not sign in.
/// </summary>
public sealed class PeopleDirectory(Tenancy tenancy, string siteId, IPeopleMemory? memory = null)
{
    private readonly ConcurrentDictionary<int, Person> _known = new();

    /// <summary>The people behind some site user ids; an id that leads nowhere is left out.</summary>
    public async Task<IReadOnlyDictionary<int, Person>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        if (ids.Any(id => !_known.ContainsKey(id))) await LearnAsync([.. ids.Where(id => !_known.ContainsKey(id))], cancellationToken);
        return ids.Distinct().Where(_known.ContainsKey).ToDictionary(id => id, id => _known[id]);
    }

    /// <summary>Asks the directory again about people known before, by object id. Costs a directory call each and no unit of SharePoint.</summary>
    /// <returns>Something of somebody had changed.</returns>
    public async Task<bool> RefreshAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var id in ids.Distinct())
        {
            if (!_known.TryGetValue(id, out var known)) continue;
            var now = await PersonAsync(id, known.ObjectId, cancellationToken) ?? known with { Enabled = false };
            changed |= now != known;
            _known[id] = now;
        }

        return changed;
    }

    /// <summary>The tenant has somebody of that sign-in name.</summary>
    public async Task<bool> HasAsync(string userPrincipalName, CancellationToken cancellationToken) => await PersonAsync(0, userPrincipalName, cancellationToken) is not null;

    private async Task LearnAsync(HashSet<int> wanted, CancellationToken cancellationToken)
    {
        var remembered = memory is null ? new Dictionary<int, string>() : await memory.LoadAsync(cancellationToken);
        foreach (var id in wanted.Where(remembered.ContainsKey))
        {
            _known[id] = await PersonAsync(id, remembered[id], cancellationToken) ?? new Person(remembered[id], "", "", "", false, id);
        }

        wanted.ExceptWith(remembered.Keys);
        if (wanted.Count == 0) return;
        var found = new Dictionary<int, string>();
        foreach (var (id, name) in await NamesAsync(cancellationToken))
        {
            if (!wanted.Contains(id) || await PersonAsync(id, name, cancellationToken) is not { } person) continue;
            _known[id] = person;
            found[id] = person.ObjectId;
        }

        if (found.Count > 0 && memory is not null) await memory.SaveAsync(found, cancellationToken);
    }

    private Task<List<(int Id, string UserPrincipalName)>> NamesAsync(CancellationToken cancellationToken) => Failures.Named("read the people of the site", async () =>
    {
        var items = tenancy.Graph.Sites[siteId].Lists["User Information List"].Items;
        var page = await items.GetAsync(request =>
        {
            request.QueryParameters.Expand = ["fields($select=UserName)"];
            request.QueryParameters.Top = 200;
        }, cancellationToken);
        var people = await Paging.AllAsync(tenancy, page, each => each.Value, next => items.WithUrl(next).GetAsync(cancellationToken: cancellationToken));
        return people.Where(item => item.Fields?.AdditionalData.ContainsKey("UserName") == true)
            .Select(item => (int.Parse(item.Id!, System.Globalization.CultureInfo.InvariantCulture), item.Fields!.AdditionalData["UserName"].ToString()!)).ToList();
    }, cancellationToken);

    private async Task<Person?> PersonAsync(int id, string objectIdOrName, CancellationToken cancellationToken)
    {
        try
        {
            return await Failures.Named("read a person", async () =>
            {
                var user = Failures.Held(await tenancy.Graph.Users[objectIdOrName].GetAsync(
                    request => request.QueryParameters.Select = ["id", "displayName", "mail", "userPrincipalName", "accountEnabled", "preferredLanguage"], cancellationToken));
                return new Person(user.Id!, user.DisplayName ?? "", user.Mail ?? "", user.UserPrincipalName ?? objectIdOrName, user.AccountEnabled != false, id, user.PreferredLanguage ?? "");
            }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.NotFound)
        {
            return null;
        }
    }
}
