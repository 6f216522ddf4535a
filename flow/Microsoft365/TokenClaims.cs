using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>What an access token says of its bearer. It is read to tell people what is missing, never to decide anything: a token is its receiver's to judge.</summary>
/// <param name="Audience">Whom it is for; empty when it cannot be read.</param>
/// <param name="Roles">Permissions of an application.</param>
/// <param name="IsPerson">A person signed in.</param>
public sealed record TokenClaims(string Audience, IReadOnlyList<string> Roles, bool IsPerson)
{
    /// <summary>Reads a token; one that is no JWT says nothing.</summary>
    public static TokenClaims Read(string token)
    {
        try
        {
            if (token.Split('.') is not [_, var body, _]) return new TokenClaims("", [], false);
            var padded = body.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (body.Length % 4)) % 4);
            var claims = JObject.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded)));
            return new TokenClaims((string?)claims["aud"] ?? "", claims["roles"] is JArray roles ? [.. roles.Values<string>().OfType<string>()] : [], claims["scp"] is not null);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidCastException or ArgumentException)
        {
            return new TokenClaims("", [], false);
        }
    }
}

/// <summary>What a tenant is asked before it is trusted, beside the site itself.</summary>
public sealed class TenantProbes(Tenancy tenancy)
{
    /// <summary>What our token for Graph says.</summary>
    /// <exception cref="M365Exception">There is none.</exception>
    public Task<TokenClaims> GraphTokenAsync(CancellationToken cancellationToken) =>
        Failures.Named("sign in to Graph", async () => TokenClaims.Read(await tenancy.GraphTokenAsync(cancellationToken)), cancellationToken);

    /// <summary>What our token for SharePoint says.</summary>
    /// <exception cref="M365Exception">There is none.</exception>
    public Task<TokenClaims> SharePointTokenAsync(CancellationToken cancellationToken) =>
        Failures.Named("sign in to SharePoint", async () => TokenClaims.Read(await tenancy.SharePointTokenAsync(cancellationToken)), cancellationToken);

    /// <summary>Reads the number of one item and nothing of what it holds; whether there is one does not matter.</summary>
    /// <exception cref="M365Exception">We may not read the list.</exception>
    public async Task ReadAnyAsync(ListAddress list, CancellationToken cancellationToken)
    {
        try
        {
            await Failures.Named($"read list {list.Schema.Name}", async () =>
                await tenancy.Graph.Sites[list.SiteId].Lists[list.ListId].Items["1"].GetAsync(request => request.QueryParameters.Select = ["id"], cancellationToken), cancellationToken);
        }
        catch (M365Exception none) when (none.Failure == Failure.NotFound)
        {
            // An empty list that we may read.
        }
    }

    /// <summary>Removes a list that was made for a probe.</summary>
    public Task RemoveListAsync(string siteId, string listId, CancellationToken cancellationToken) => Failures.Named("remove the probe's list", async () =>
    {
        await tenancy.Graph.Sites[siteId].Lists[listId].DeleteAsync(cancellationToken: cancellationToken);
        return true;
    }, cancellationToken);
}
