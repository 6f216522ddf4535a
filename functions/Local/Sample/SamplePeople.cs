using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>An invented person.</summary>
/// <param name="Number">Number, from 1.</param>
/// <param name="Name">Name; it says that the person is invented.</param>
/// <param name="Unit">Unit key.</param>
/// <param name="Role">Role in the emulation work.</param>
/// <param name="Position">Post.</param>
/// <param name="Account">Has an account.</param>
/// <param name="From">Unit from which the person moves during the year; null when the person stays.</param>
internal sealed record SamplePerson(int Number, string Name, string Unit, string Role, string Position, bool Account, string? From = null)
{
    public string ObjectId => $"5e1f0000-0000-4000-8000-{Number.ToString("D12", CultureInfo.InvariantCulture)}";

    public string StaffKey => $"NV{Number.ToString("D3", CultureInfo.InvariantCulture)}";

    public string UserPrincipalName => $"mau{Number.ToString("D2", CultureInfo.InvariantCulture)}@mau.example";
}

/// <summary>The invented people and the tenant they live in.</summary>
internal static class SamplePeople
{
    public const string TenantId = "5e1f0000-0000-4000-8000-000000000365";

    /// <summary>The application of the worker.</summary>
    public const string Worker = "5e1f0000-0000-4000-8000-0000000000a1";

    /// <summary>An application that only looks, so that counting costs the worker nothing.</summary>
    public const string Auditor = "5e1f0000-0000-4000-8000-0000000000a2";

    /// <summary>The app that brings the bot to people, by the id in its manifest and by that of the catalog.</summary>
    public const string TeamsApp = "5e1f0000-0000-4000-8000-0000000000b1";

    public const string TeamsCatalog = "5e1f0000-0000-4000-8000-0000000000b2";

    public const string Mailbox = "tdkt@mau.example";
    public const string Site = "/sites/tdkt";
    public const string NewsSite = "/sites/tintuc";

    public static IReadOnlyList<SamplePerson> All { get; } = Read();

    public static SamplePerson Number(int number) => All.Single(person => person.Number == number);

    /// <summary>The tenant as localm365 takes it: people, applications, sites with their grants.</summary>
    /// <param name="others">Paths of sites of other units.</param>
    /// <param name="teams">The worker may install its app for people.</param>
    public static JObject Tenant(IReadOnlyList<string> others, bool teams = false)
    {
        var people = All.Where(person => person.Account).ToList();
        return new JObject
        {
            ["tenantId"] = TenantId,
            ["people"] = new JArray(people.Select(person => new JObject
            {
                ["id"] = person.ObjectId, ["displayName"] = person.Name, ["userPrincipalName"] = person.UserPrincipalName, ["mail"] = person.UserPrincipalName,
                ["jobTitle"] = person.Position, ["department"] = person.Unit, ["accountEnabled"] = true,
            })),
            ["apps"] = new JArray(
                App(Worker, "Hệ thống thi đua, khen thưởng", ["Sites.Selected", "Mail.Send", "User.Read.All", .. teams ? TeamsRoles : []]),
                App(Auditor, "Người kiểm đếm", "Sites.Selected")),
            ["mailboxes"] = new JArray(Mailbox),
            ["sites"] = new JArray(others.Prepend(Site).Select(path => SiteOf(path, "Thi đua, khen thưởng", people, First(people))).Append(SiteOf(NewsSite, "Trang thông tin nội bộ", people, null))),
        };
    }

    /// <summary>The bot as Teams knows it, and the app that brings it, in the catalog of the organisation.</summary>
    /// <param name="door">Where the bot listens.</param>
    public static JObject Bot(Uri door) => new()
    {
        ["bots"] = new JArray(new JObject { ["appId"] = Worker, ["displayName"] = "Thi đua, khen thưởng", ["endpoint"] = new Uri(door, "api/messages").ToString() }),
        ["apps"] = new JArray(new JObject { ["id"] = TeamsCatalog, ["externalId"] = TeamsApp, ["displayName"] = "Thi đua, khen thưởng", ["bot"] = Worker }),
    };

    private static readonly string[] TeamsRoles = ["TeamsAppInstallation.ReadWriteSelfForUser.All", "AppCatalog.Read.All"];

    /// <summary>
    /// The first of the office owns the site, and so can enter the Staff list before it names anybody. Everybody else only reads the site; what they may do on
    /// its lists comes from the groups, which follow the Staff list.
    /// </summary>
    private static SamplePerson First(IEnumerable<SamplePerson> people) => people.First(person => person.Role == "office");

    private static JObject App(string id, string name, params string[] roles) => new()
    {
        ["appId"] = id, ["displayName"] = name, ["roles"] = new JArray(roles), ["mailboxes"] = new JArray(Mailbox),
    };

    private static JObject SiteOf(string path, string name, IEnumerable<SamplePerson> people, SamplePerson? owner) => new()
    {
        ["path"] = path,
        ["displayName"] = name,
        ["grants"] = new JArray(people.Select(person => new JObject { ["person"] = person.ObjectId, ["role"] = person == owner ? "owner" : "read" })
            .Append(new JObject { ["app"] = Worker, ["role"] = "fullcontrol" })
            .Append(new JObject { ["app"] = Auditor, ["role"] = "read" })),
    };

    private static List<SamplePerson> Read()
    {
        using var reader = new StreamReader(typeof(SamplePeople).Assembly.GetManifestResourceStream("people.json")!);
        return JsonConvert.DeserializeObject<List<SamplePerson>>(reader.ReadToEnd())!;
    }
}
