using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;

namespace EmulationM365.Bench.Provisioning;

/// <summary>What provisioning costs, and that it comes to the same end however it is cut short: the price of the reference year and of the product's own, a second run, kills, faults.</summary>
internal static class ProvisioningBench
{
    private const int MostRequests = 19;
    private const int MostUnits = 40;

    public static async Task<int> RunAsync(bool full)
    {
        var faults = new List<string>();
        var reference = await ReferenceAsync(faults);
        var (dump, exchanges, own) = await OwnAsync(faults);
        var killed = await KillsAsync(dump, exchanges, full ? 10 : Math.Max(1, exchanges / 2), faults);
        var hurt = await HurtAsync(dump, full ? 12 : 1, faults);
        foreach (var fault in faults) await Console.Error.WriteLineAsync(fault);
        Say($"provisioning: reference year {reference}; own year {own}; {killed}; {hurt}; {faults.Count} goals missed");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>M1: one year of the measure, by the product's own code.</summary>
    private static async Task<string> ReferenceAsync(List<string> faults)
    {
        await using var site = await ApplySite.StartAsync();
        var lists = ReferenceYear.Lists;
        var wire = new ApplyWire(site.Clock);
        using var tenancy = site.Connect(wire);
        var id = await new SiteDirectory(tenancy).SiteIdAsync(ApplySite.Site.Path, CancellationToken.None);
        await new Mending(tenancy, ApplySite.Site, lists).RunAsync(id, CancellationToken.None);
        var (graph, rest) = (await site.MeterAsync("graph"), await site.MeterAsync("rest"));
        var least = 1 + (2 * lists.Count);
        Say($"M1, {lists.Count} lists of {lists[0].Columns.Count} columns: {graph.Requests} Graph requests (goal {MostRequests}, the formula's minimum {least}), {graph.Units} RU (goal {MostUnits}, minimum {2 * least})");
        Say($"    beside them settings, groups and rights: {rest.Requests} calls of SharePoint REST; all in {wire.Exchanges} HTTP exchanges");
        if (graph.Requests > MostRequests || graph.Units > MostUnits) faults.Add($"M1: {graph.Requests} requests and {graph.Units} RU");
        await new Mending(tenancy, ApplySite.Site, lists).RunAsync(id, CancellationToken.None);
        if (await site.MeterAsync("graph") is var again && again.Writes != graph.Writes) faults.Add($"The reference year wrote {again.Writes - graph.Writes} times when it was applied again");
        return $"{graph.Requests} requests {graph.Units} RU of {least} and {2 * least}";
    }

    /// <summary>M1 and M2 of the product's own year.</summary>
    private static async Task<(string Dump, int Exchanges, string Said)> OwnAsync(List<string> faults)
    {
        await using var site = await ApplySite.StartAsync();
        var plan = await PlanAsync(site);
        var before = (await site.RequestsAsync()).Count;
        var (report, wire) = await site.ApplyAsync();
        var requests = (await site.RequestsAsync()).Skip(before).Where(request => !request.Target.StartsWith("/openid", StringComparison.Ordinal)).ToList();
        ShowCauses(requests, plan);
        Say($"    {report.Requests} HTTP exchanges for {plan.Price.GraphRequests + plan.Price.RestCalls} calls; planned: {plan.Price.Requests}");
        if (wire.Exchanges != plan.Price.Requests) faults.Add($"The plan said {plan.Price.Requests} exchanges and apply took {wire.Exchanges}");
        var dump = await site.DumpAsync();
        var second = await PlanAsync(site);
        var (again, _) = await site.ApplyAsync();
        Say($"M2, the second time: plan reads {second.Reading.Requests} requests, {second.Reading.Units} RU; apply reads {again.Requests} requests and writes {again.Writes}");
        if (second.Differs || again.Writes > 0) faults.Add($"The second run found {second.Steps.Count} differences and wrote {again.Writes} times");
        return (dump, wire.Exchanges, $"{report.Requests} exchanges, {requests.Sum(request => request.Units)} RU, again {again.Requests} reads {again.Writes} writes");
    }

    private static async Task<PlanReport> PlanAsync(ApplySite site)
    {
        using var tenancy = site.Connect(new ApplyWire(site.Clock));
        return await new Planner(tenancy, ApplySite.Site).PlanAsync(CampaignFiles.Load(ApplySite.Site.Year), CancellationToken.None);
    }

    /// <summary>An apply that ends at each so-many-th exchange, before or after its effect in turn, and another that goes on.</summary>
    private static async Task<string> KillsAsync(string dump, int exchanges, int every, List<string> faults)
    {
        var kills = 0;
        for (var at = every; at <= exchanges; at += every, kills++)
            if (await KilledAsync(dump, at, kills % 2 == 0) is { } wrong) faults.Add(wrong);
        Say($"killed at {kills} of {exchanges} exchanges, every {every}th, and taken up again");
        return $"{kills} kills";
    }

    /// <summary>One kill.</summary>
    /// <returns>What was wrong afterwards; null for nothing.</returns>
    internal static async Task<string?> KilledAsync(string dump, int at, bool afterEffect)
    {
        await using var site = await ApplySite.StartAsync();
        try
        {
            await site.ApplyAsync(at, afterEffect);
            return $"killed at {at}: it was not";
        }
        catch (ProcessEndedException)
        {
            await site.ApplyAsync();
        }

        return SchemaDump.Difference(dump, await site.DumpAsync()) is { Length: > 0 } difference ? $"killed at {at}, {(afterEffect ? "after" : "before")} the effect: {difference}" : null;
    }

    /// <summary>Applies while nearly a third of all requests fail, refused, lost or done and not told; and while every fifth change is said to be overtaken and was done.</summary>
    private static async Task<string> HurtAsync(string dump, int seeds, List<string> faults)
    {
        var struck = 0;
        for (var seed = 1; seed <= seeds; seed++)
            foreach (var (name, script) in Scripts)
            {
                var (wrong, count) = await HurtAsync(dump, seed, name, script);
                struck += count;
                if (wrong is not null) faults.Add(wrong);
            }

        Say($"{seeds * Scripts.Count} runs with {struck} faults");
        return $"{struck} faults";
    }

    /// <summary>Scripts of faults by name.</summary>
    internal static IReadOnlyDictionary<string, string[]> Scripts { get; } = new Dictionary<string, string[]>
    {
        ["30 %"] =
        [
            """{"route":" /(v1.0|sites)","chance":0.1,"status":429,"retryAfter":7}""", """{"route":" /(v1.0|sites)","chance":0.1,"status":503,"retryAfter":3}""",
            """{"route":" /(v1.0|sites)","chance":0.06,"kind":"reset"}""", """{"route":" /(v1.0|sites)","chance":0.06,"kind":"reset","when":"after"}""",
        ],
        ["conflict though applied"] = ["""{"route":"(POST|PATCH|MERGE) /(v1.0|sites)","chance":0.2,"kind":"conflict","code":"saveConflict","when":"after"}"""],
        ["busy after the effect"] = ["""{"route":"(POST|PATCH|MERGE) /(v1.0|sites)","chance":0.2,"status":503,"retryAfter":2,"when":"after"}"""],
    };

    /// <summary>One run under a script; taken up again when it gives up.</summary>
    internal static async Task<(string? Wrong, int Struck)> HurtAsync(string dump, int seed, string name, string[] script)
    {
        await using var site = await ApplySite.StartAsync();
        await site.FaultsAsync(seed, script);
        var early = 0;
        for (var attempt = 0; ; attempt++)
        {
            var wire = new ApplyWire(site.Clock);
            using var tenancy = site.Connect(wire);
            try
            {
                await new Provisioner(tenancy, ApplySite.Site).ApplyAsync(CampaignFiles.Load(ApplySite.Site.Year), CancellationToken.None);
                early += wire.TooEarly;
                break;
            }
            catch (M365Exception) when (attempt < 20)
            {
                early += wire.TooEarly;
            }
        }

        var struck = await site.StruckAsync();
        var difference = SchemaDump.Difference(dump, await site.DumpAsync());
        return (difference.Length == 0 && early == 0 ? null : $"{name}, seed {seed}: {early} calls before their time; {difference}", struck);
    }

    private static void ShowCauses(IReadOnlyList<(string Method, string Target, int Units)> requests, PlanReport plan)
    {
        Say($"M1, the product's own year of {SiteSchema.Lists.Count} lists, by cause: calls, RU, and what no way of doing it could save");
        foreach (var cause in requests.Where(request => !request.Target.EndsWith("/$batch", StringComparison.Ordinal)).GroupBy(request => CauseOf(request.Method, request.Target)).OrderBy(cause => cause.Key, StringComparer.Ordinal))
            Say($"    {cause.Key,-14} {cause.Count(),5} {cause.Sum(request => request.Units),6} RU   {LeastOf(cause.Key, cause.Count(), plan)}");
        var least = 1 + (2 * SiteSchema.Lists.Count);
        Say($"    the formula's minimum for lists and renames: {least} requests, {2 * least} RU");
    }

    private static string LeastOf(string cause, int calls, PlanReport plan) => cause switch
    {
        "reading" => "1",
        "lists" or "renames" => $"{SiteSchema.Lists.Count}",
        "seeds" => $"{plan.Rows.Sum(rows => rows.Count)}",
        _ => $"{calls}",
    };

    private static string CauseOf(string method, string target) => method == "GET" ? "reading" : Causes.First(cause => Regex.IsMatch($"{method} {target}", cause.Pattern, RegexOptions.IgnoreCase)).Name;

    private static IReadOnlyList<(string Pattern, string Name)> Causes { get; } =
    [
        ("/lists/[^/]+/items", "seeds"), ("POST /v1.0/.*/lists$", "lists"), ("PATCH /v1.0/.*/lists/[^/]+$", "renames"), ("/lists/[^/]+/columns", "columns"), ("/v1.0/.*contentTypes", "content types"), ("/v1.0/.*pages", "pages"),
        ("roleassignments|roleinheritance|roledefinitions", "rights"), ("sitegroups\\(.*users", "members"), ("sitegroups", "groups"), ("/navigation", "navigation"), ("/folders", "folders"), ("/views", "views"),
        ("/fields", "formatting"), ("/contenttypes", "forms"), ("/rootfolder", "content types"), ("_api/web/lists", "settings"), ("_api/web", "site"), ("", "other"),
    ];

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
