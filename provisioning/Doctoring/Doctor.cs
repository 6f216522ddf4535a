using System.Globalization;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>
/// Looks at a tenant before and after set-up: whether we get in, may do what we need, and whether the service keeps the promises that everything rests on. What
/// writes cleans up after itself, and can be left out.
/// </summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
/// <param name="time">The clock of this machine.</param>
/// <param name="readOnly">Nothing is written, not even for a moment.</param>
/// <param name="newId">Gives a name that nobody has used.</param>
/// <param name="outlook">What is wrong with the settings of the Outlook channel; null while it is off.</param>
public sealed class Doctor(Tenancy tenancy, SiteOptions site, TimeProvider time, bool readOnly, Func<string> newId, IReadOnlyList<string>? outlook = null)
{
    private static readonly string[] OnSite = ["rights", "region", "ensureuser", "hidden", "unique", "ifmatch", "subscriptions"];

    private readonly TenantProbes _tenant = new(tenancy);

    /// <summary>The check of the Teams channel; null while it is off.</summary>
    public TeamsCheck? Teams { get; init; }

    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);

    /// <summary>Runs every check; one that needs what another did not find is skipped and says so.</summary>
    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        var before = tenancy.Meter.Total;
        var checks = new List<CheckResult>();
        await TokensAsync(checks, cancellationToken);
        if (checks.Exists(check => check.Verdict == Verdicts.Failed && check.Check.StartsWith("token", StringComparison.Ordinal)))
            checks.AddRange(OnSite.Prepend("site").Append("mailbox").Append("news").Select(name => CheckResult.Left(name, "doctor.noToken")));
        else await InsideAsync(checks, cancellationToken);
        checks.Add(Clock());
        checks.Add(Teams is null ? CheckResult.Fine("teams", "doctor.teams.off") : await Teams.RunAsync(tenancy, cancellationToken));
        checks.Add(Outlook(outlook));
        var total = tenancy.Meter.Total;
        return new DoctorReport(site.Path, site.Year, checks, total.Requests - before.Requests, total.Units - before.Units);
    }

    /// <summary>Whether the provider was approved, only its portal knows.</summary>
    private static CheckResult Outlook(IReadOnlyList<string>? faults) => faults switch
    {
        null => CheckResult.Fine("outlook", "doctor.outlook.off"),
        [] => CheckResult.Fine("outlook", "doctor.outlook.on").Warns("exchange", "doctor.outlook.do"),
        _ => CheckResult.Fine("outlook", "doctor.outlook.missing", string.Join(", ", faults.Select(fault => fault.Split(' ')[0]))).Fails(
            faults.Any(fault => fault.Contains(nameof(OutlookOptions.Originator), StringComparison.Ordinal)) ? "exchange" : "global", "doctor.outlook.register"),
    };

    private async Task TokensAsync(List<CheckResult> checks, CancellationToken cancellationToken)
    {
        var options = tenancy.Options;
        foreach (var (name, ask, scope) in new (string, Func<CancellationToken, Task<TokenClaims>>, string)[]
            { ("token.graph", _tenant.GraphTokenAsync, options.GraphScope), ("token.sharepoint", _tenant.SharePointTokenAsync, options.SharePointScope) })
        {
            checks.Add(await TriedAsync(name, "global", "doctor.token.do", async () =>
            {
                var (claims, resource) = (await ask(cancellationToken), scope[..^"/.default".Length]);
                if (name == "token.graph") checks.Add(Roles(claims));
                // Both services may go by their number instead of their address.
                var known = claims.Audience.Length == 0 || Uri.TryCreate(claims.Audience, UriKind.Absolute, out _) is false || claims.Audience.TrimEnd('/').Equals(resource, StringComparison.OrdinalIgnoreCase);
                return known ? CheckResult.Fine(name, "doctor.token.ok", resource) : CheckResult.Fine(name, "doctor.token.audience", claims.Audience, resource).Fails("operator", "doctor.token.address");
            }));
        }
    }

    private static CheckResult Roles(TokenClaims claims)
    {
        if (claims.IsPerson) return CheckResult.Left("roles", "doctor.roles.person");
        var missing = new List<string>();
        if (!claims.Roles.Any(role => role.StartsWith("Sites.", StringComparison.Ordinal))) missing.Add("Sites.Selected");
        if (!claims.Roles.Any(role => role is "User.Read.All" or "User.ReadWrite.All" or "Directory.Read.All" or "Directory.ReadWrite.All")) missing.Add("User.Read.All");
        if (missing.Count > 0) return CheckResult.Fine("roles", "doctor.roles.missing", string.Join(", ", missing)).Fails("global", "doctor.roles.do", string.Join(", ", missing));
        return claims.Roles.Contains("Mail.Send") ? CheckResult.Fine("roles", "doctor.roles.ok", string.Join(", ", claims.Roles.Order(StringComparer.Ordinal)))
            : CheckResult.Fine("roles", "doctor.roles.mail").Warns("exchange", "doctor.mailbox.do");
    }

    private async Task InsideAsync(List<CheckResult> checks, CancellationToken cancellationToken)
    {
        var siteId = "";
        checks.Add(await TriedAsync("site", "sharepoint", "doctor.site.do", async () =>
        {
            siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
            return CheckResult.Fine("site", "doctor.site.ok", site.Path);
        }));
        if (siteId.Length == 0) checks.AddRange(OnSite.Select(name => CheckResult.Left(name, "doctor.noSite")));
        else await OnSiteAsync(siteId, checks, cancellationToken);
        checks.Add(readOnly ? CheckResult.Left("mailbox", "doctor.readOnly") : await MailboxAsync(cancellationToken));
        checks.Add(await NewsAsync(cancellationToken));
    }

    private async Task OnSiteAsync(string siteId, List<CheckResult> checks, CancellationToken cancellationToken)
    {
        checks.Add(await TriedAsync("rights", "sharepoint", "doctor.rights.do", async () => Rights(await _rest.MayAsync(site.Path, cancellationToken))));
        checks.Add(await TriedAsync("region", "sharepoint", "doctor.region.do", async () => Region(await _rest.RegionAsync(site.Path, cancellationToken))));
        checks.Add(readOnly ? CheckResult.Left("ensureuser", "doctor.readOnly") : await TriedAsync("ensureuser", "sharepoint", "doctor.ensureuser.do", () => EnsureUserAsync(cancellationToken)));
        IReadOnlyList<FoundList>? lists = null;
        checks.Add(await TriedAsync("hidden", "sharepoint", "doctor.hidden.do", async () =>
        {
            lists = await _directory.ListsAsync(siteId, true, cancellationToken);
            return await HiddenAsync(_directory.Stores(siteId, site.Year, lists), lists, cancellationToken);
        }));
        var stores = lists is null ? null : _directory.Stores(siteId, site.Year, lists);
        if (readOnly) checks.AddRange([CheckResult.Left("unique", "doctor.readOnly"), CheckResult.Left("ifmatch", "doctor.readOnly")]);
        else checks.AddRange(await new StoreProbe(tenancy, siteId, stores?.GetValueOrDefault(SystemState.List.Name), newId()).RunAsync(cancellationToken));
        checks.Add(await TriedAsync("subscriptions", "operator", "doctor.subscriptions.do", () => new SubscriptionCheck(tenancy, time).RunAsync(stores, cancellationToken)));
    }

    private static CheckResult Rights(SiteMay may)
    {
        var wanted = new[] { SiteMay.Read, SiteMay.Add, SiteMay.Change, SiteMay.Delete, SiteMay.ManageLists, SiteMay.ManageRights };
        var missing = string.Join(", ", wanted.Where(each => !may.HasFlag(each)));
        return missing.Length == 0 ? CheckResult.Fine("rights", "doctor.rights.ok") : CheckResult.Fine("rights", "doctor.rights.missing", missing).Fails("sharepoint", "doctor.rights.do");
    }

    /// <summary>Days are kept as the site's own midnight: another zone would move every one of them.</summary>
    private static CheckResult Region(SiteRegion region)
    {
        var away = -region.Bias - (int)Campaigns.VietnamTime.Offset.TotalMinutes;
        if (away != 0) return CheckResult.Fine("region", "doctor.region.zone", region.Zone, Number(away)).Fails("sharepoint", "doctor.region.do");
        return region.Locale == 1066 ? CheckResult.Fine("region", "doctor.region.ok", region.Zone) : CheckResult.Fine("region", "doctor.region.locale", Number(region.Locale)).Warns("sharepoint", "doctor.region.do");
    }

    /// <summary>Somebody whom the site knows already is made known once more: that leaves nothing behind.</summary>
    private async Task<CheckResult> EnsureUserAsync(CancellationToken cancellationToken)
    {
        const string Person = "i:0#.f|membership|";
        var known = (await _rest.LoginsAsync(site.Path, cancellationToken)).Where(user => user.Value.StartsWith(Person, StringComparison.OrdinalIgnoreCase)).OrderBy(user => user.Key).ToList();
        if (known.Count == 0) return CheckResult.Fine("ensureuser", "doctor.ensureuser.nobody").Warns("office", "doctor.ensureuser.visit");
        return await _rest.EnsureUserAsync(site.Path, known[0].Value[Person.Length..], cancellationToken) == known[0].Key
            ? CheckResult.Fine("ensureuser", "doctor.ensureuser.ok") : CheckResult.Fine("ensureuser", "doctor.ensureuser.other").Fails("sharepoint", "doctor.ensureuser.do");
    }

    private async Task<CheckResult> HiddenAsync(IReadOnlyDictionary<string, ListStore> stores, IReadOnlyList<FoundList> lists, CancellationToken cancellationToken)
    {
        var hidden = SiteSchema.Lists.Where(list => list.AppOnly).ToList();
        var missing = hidden.Where(list => !stores.ContainsKey(list.Name)).Select(list => list.SiteName(site.Year)).ToList();
        if (missing.Count == hidden.Count) return CheckResult.Left("hidden", "doctor.hidden.notYet", Number(site.Year));
        if (missing.Count > 0) return CheckResult.Fine("hidden", "doctor.hidden.missing", string.Join(", ", missing)).Fails("operator", "doctor.apply");
        foreach (var list in hidden) await _tenant.ReadAnyAsync(stores[list.Name].Address, cancellationToken);
        var open = hidden.SelectMany(list => list.Columns.Where(column => column.Unique && lists.First(found => found.Id == stores[list.Name].Address.ListId)
            .Columns.FirstOrDefault(there => there.Name == column.Name)?.EnforceUniqueValues != true).Select(column => $"{list.SiteName(site.Year)}.{column.Name}")).ToList();
        return open.Count == 0 ? CheckResult.Fine("hidden", "doctor.hidden.ok", Number(hidden.Count)) : CheckResult.Fine("hidden", "doctor.hidden.open", string.Join(", ", open)).Fails("operator", "doctor.apply");
    }

    private async Task<CheckResult> MailboxAsync(CancellationToken cancellationToken) => await new Post(tenancy).RefusalAsync(cancellationToken) switch
    {
        null => CheckResult.Fine("mailbox", "doctor.mailbox.ok"),
        { Failure: Failure.NotFound } => CheckResult.Fine("mailbox", "doctor.mailbox.none", tenancy.Options.Mailbox).Fails("exchange", "doctor.mailbox.make"),
        { Failure: Failure.Forbidden } => CheckResult.Fine("mailbox", "doctor.mailbox.refused", tenancy.Options.Mailbox).Fails("exchange", "doctor.mailbox.do"),
        var other => CheckResult.Fine("mailbox", "doctor.unclear", other.Message).Warns("operator", "doctor.again"),
    };

    private Task<CheckResult> NewsAsync(CancellationToken cancellationToken) => TriedAsync("news", "sharepoint", "doctor.news.do", async () =>
    {
        var path = site.NewsSite.Length > 0 ? site.NewsSite : site.Path;
        await _directory.SiteIdAsync(path, cancellationToken);
        return (await _rest.MayAsync(path, cancellationToken)).HasFlag(SiteMay.Add | SiteMay.Change)
            ? CheckResult.Fine("news", "doctor.news.ok", path) : CheckResult.Fine("news", "doctor.news.missing", path).Fails("sharepoint", "doctor.news.do");
    });

    /// <summary>Signing in fails when clocks differ by some minutes; less than that spoils nothing, because what workers leave each other is in the service's time.</summary>
    private CheckResult Clock()
    {
        var away = (int)(tenancy.ServerTime.GetUtcNow() - time.GetUtcNow()).TotalSeconds;
        var found = CheckResult.Fine("clock", "doctor.clock", Number(away));
        return Math.Abs(away) switch { < 60 => found, < 300 => found.Warns("operator", "doctor.clock.do"), _ => found.Fails("operator", "doctor.clock.do") };
    }

    /// <summary>A refusal is what is wrong; anything that leaves the outcome open is to be looked at again.</summary>
    private static async Task<CheckResult> TriedAsync(string name, string who, string toDo, Func<Task<CheckResult>> check)
    {
        try
        {
            return await check();
        }
        catch (M365Exception failure)
        {
            var said = CheckResult.Fine(name, "doctor.failure", failure.Message);
            return failure.Failure is Failure.Unknown or Failure.Throttled ? said.Fails("operator", "doctor.again") : said.Fails(who, toDo);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
