using System.Text.Json.Nodes;
using EmulationM365.Bench.Tenant;
using EmulationM365.Intake;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Bench.Simulation;

/// <summary>A small unit with two departments and their drafts, made once; each history begins with a copy.</summary>
internal static class World
{
    public static readonly DateTimeOffset Begin = new(2025, 5, 12, 1, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<MemoryTenant> Made = new(Make);

    private static readonly Lazy<(MemoryTenant Tenant, DateTimeOffset Now)> MadeLater = new(MakeLater);

    /// <summary>Everybody, as object id.</summary>
    public static string Id(string person) => $"20000000-0000-4000-8000-{Array.IndexOf(People, person) + 1:D12}";

    public static string[] People { get; } = ["clerk-a", "head-a", "clerk-b", "head-b", "office-1", "office-2", "director"];

    /// <summary>A copy of the world on a clock.</summary>
    public static MemoryTenant Copy(Func<DateTimeOffset> now) => Made.Value.Clone(now);

    /// <summary>A copy of the world some steps on: lines wait for a session and for a submission, a letter for its decision. What comes after is reached by short histories too.</summary>
    public static (MemoryTenant Tenant, WorldTime Time) CopyLater()
    {
        var time = new WorldTime(MadeLater.Value.Now);
        return (MadeLater.Value.Tenant.Clone(() => time.Now), time);
    }

    private static (MemoryTenant Tenant, DateTimeOffset Now) MakeLater()
    {
        using var crew = new Crew(1);
        var history = new History(crew.Workers, new Random(1), FaultRates.None);
        history.PlayScript(History.WholeScript, "record_decision");
        var now = history.Time.Now;
        return (history.Tenant.Clone(() => now), now);
    }

    private static MemoryTenant Make()
    {
        var now = Begin;
        var tenant = new MemoryTenant(() => now);
        foreach (var list in SiteSchema.Lists) tenant.Make(list, 2025);
        foreach (var person in People) tenant.Enter(Id(person), $"Cán bộ mẫu {person}", $"{person}@mau.example");
        foreach (var file in new[] { "van-ban.pdf", "kiem-phieu.pdf" }) tenant.Upload(file);
        Settings(tenant);
        Staffed(tenant);
        tenant.Add("Rounds", "", new JsonObject { ["Title"] = "Đợt 1", ["RoundKey"] = "dot-1", ["Opens"] = "2025-05-05T00:00:00Z", ["Due"] = "2025-05-19T00:00:00Z" });
        Warm(tenant);
        foreach (var unit in new[] { "a", "b" }) Lines(tenant, unit, tenant.Rows("UnitReturns").First(row => (string)row["UnitKey"] == unit)["id"].ToString()!, "ldtt", unit == "a" ? 2 : 1);
        foreach (var (unit, kind, award) in new[] { ("a", "letter", "thu_khen"), ("b", "sudden", "giay_khen") })
        {
            var id = tenant.Add("UnitReturns", Id($"clerk-{unit}"), new JsonObject { ["Title"] = $"Đề nghị mẫu {kind}", ["Kind"] = UnitReturns.Kind.Word(kind), ["UnitKey"] = unit });
            Lines(tenant, unit, id, award, 1);
        }

        Warm(tenant);
        return tenant;
    }

    private static void Settings(MemoryTenant tenant)
    {
        foreach (var (key, value) in new[]
        {
            ("regime", "civil"), ("council.quorumPercent", "50"), ("council.denominator", "present"), ("council.thresholdPercent.ldtt", "50"), ("council.absentByWriting", "no"),
            ("decidingAuthority.ldtt", "Sở mẫu"), ("decidingAuthority.giay_khen", "Sở mẫu"), ("decidingAuthority.thu_khen", "Giám đốc"), ("posting.days", "1"), ("request.decisionLinkDays", "365"),
        })
        {
            tenant.Add("Settings", "", new JsonObject { ["Title"] = key, ["SettingKey"] = key, ["Value"] = value, ["RowKey"] = $"{key}@2025-01-01" });
        }
    }

    private static void Staffed(MemoryTenant tenant)
    {
        foreach (var unit in new[] { "a", "b" }) tenant.MakeFolder("Dossiers", unit);
        foreach (var unit in new[] { "a", "b" }) tenant.Add("Units", "", new JsonObject { ["Title"] = $"Phòng mẫu {unit}", ["UnitKey"] = unit });
        for (var number = 0; number < People.Length; number++)
        {
            var (role, unit) = (People[number].Split('-')[0], People[number].EndsWith("-b", StringComparison.Ordinal) ? "b" : "a");
            tenant.Add("Staff", "", new JsonObject
            {
                ["Title"] = $"Cán bộ mẫu {People[number]}", ["StaffKey"] = $"NV{number + 1:D2}", ["UnitKey"] = unit, ["Role"] = Staff.Role.Word(role), ["AccountLookupId"] = $"{number + 10}",
            });
        }
    }

    private static void Lines(MemoryTenant tenant, string unit, string returned, string award, int lines)
    {
        for (var line = 1; line <= lines; line++)
        {
            tenant.Add("Nominations", Id($"clerk-{unit}"), new JsonObject
            {
                ["Title"] = $"Người mẫu {unit}{returned}-{line}", ["StaffKey"] = $"X{unit}{returned}{line}", ["ReturnLookupId"] = returned, ["Award"] = Nominations.Award.Word(award),
                ["Rating"] = Nominations.Rating.Word("tot"), ["Participation"] = Nominations.Participation.Word("yes"), ["MonthsServed"] = 12, ["NewRecruit"] = Nominations.NewRecruit.Word("no"),
                ["Discipline"] = Nominations.Discipline.Word("none"), ["PendingCase"] = Nominations.PendingCase.Word("no"), ["PersonType"] = Nominations.PersonType.Word("vien_chuc"),
            });
        }
    }

    /// <summary>The product looks at everything once, so that each history begins with cursors and open returns.</summary>
    private static void Warm(MemoryTenant tenant)
    {
        using var product = new Product(new WorkerTime(new WorldTime(Begin), TimeSpan.Zero), new MemoryTransport(tenant));
        foreach (var doorbell in product.Pipeline.SweepAsync(CancellationToken.None).GetAwaiter().GetResult()) product.Pipeline.ProcessAsync(doorbell, CancellationToken.None).GetAwaiter().GetResult();
    }
}
