using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmulationM365.LocalM365;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A year that was rehearsed, and the tenant it left behind, with nobody but a reader's token.</summary>
public sealed class CountedYear(WholeYear whole) : IAsyncLifetime
{
    private const string Auditor = "5e1f0000-0000-4000-8000-0000000000a2";
    private readonly string _folder = Directory.CreateTempSubdirectory("count-").FullName;
    private LocalM365App _tenant = null!;

    public HttpClient Http { get; private set; } = null!;

    public JObject Report { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var data = Path.Combine(_folder, "data");
        var (said, report, _) = await whole.PlayedAsync;
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Report = report;
        await whole.CopyAsync(data);
        _tenant = await LocalM365App.StartAsync(
            new LocalM365Settings { Port = 0, DataFolder = data, Time = new TestClock(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero)), Quiet = true }, TestContext.Current.CancellationToken);
        Http = new HttpClient { BaseAddress = _tenant.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = Auditor, ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await Http.PostAsync(new Uri(_tenant.BaseAddress, "openid/5e1f0000-0000-4000-8000-000000000365/oauth2/v2.0/token"), form, TestContext.Current.CancellationToken);
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["access_token"]!.GetValue<string>();
        Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _tenant.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>The figures of a rehearsal are counted again by somebody who has only a token, the addresses of Graph and the words that staff read.</summary>
[Collection(EmulationM365.Tests.Functions.Local.SdkTests.Name)]
public sealed partial class YearCountTests(CountedYear year) : IClassFixture<CountedYear>
{
    private static readonly string[] Ended = ["Đã khen thưởng", "Không được khen thưởng", "Được khen thưởng ở mức thấp hơn", "Hội đồng không tán thành", "Không đủ điều kiện", "Trưởng phòng không đồng ý đề nghị", "Giám đốc không trình", "Đã rút để sửa", "Đã hủy bỏ khen thưởng"];
    private static readonly Dictionary<string, string> Awards = new()
    {
        ["Lao động tiên tiến"] = "ldtt", ["Tập thể lao động tiên tiến"] = "ttldtt", ["Chiến sĩ thi đua cơ sở"] = "cstd_cs", ["Tập thể lao động xuất sắc"] = "ttldxs", ["Thư khen"] = "thu_khen",
        ["Giấy khen"] = "giay_khen", ["Chiến sĩ thi đua cấp tỉnh"] = "cstd_tinh",
        ["Bằng khen cấp tỉnh"] = "bk_tinh", ["Bằng khen của Thủ tướng Chính phủ"] = "bk_ttg", ["Cờ thi đua cấp tỉnh"] = "co_tinh", ["Chiến sĩ thi đua toàn quốc"] = "cstd_tq", ["Chiến sĩ tiên tiến"] = "cstt",
        ["Đơn vị quyết thắng"] = "dvqt", ["Đơn vị tiên tiến"] = "dvtt", ["Huân chương Lao động hạng Ba"] = "hcld_3",
    };

    private readonly HttpClient _http = year.Http;
    private readonly JObject _report = year.Report;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_Returns_And_Reminders_Come_Out_The_Same()
    {
        var lines = (await ItemsAsync("Nominations2025")).Where(line => Text(line, "CaseId").Length > 0).ToList();
        Assert.Equal((int)_report["nominations"]!["submitted"]!, lines.Count);
        foreach (var award in lines.GroupBy(line => Awards[Text(line, "Award")])) Same(award.Key, [.. award]);
        Assert.Equal(lines.Select(line => Awards[Text(line, "Award")]).Distinct().Order(), ((JObject)_report["lines"]!).Properties().Select(award => award.Name).Order());
        await ReturnsAsync(lines);
        await RemindersAsync();
        Assert.Equal((int)_report["nominations"]!["granted"]!, (await ItemsAsync("AwardRegister")).Count);
    }

    [Fact]
    public async Task What_Was_Granted_And_What_Broke_Stands_Where_People_Look()
    {
        var lines = await ItemsAsync("Nominations2025");
        // Seven of ten were proposed, and one of them was refused above: the collective's share broke, and the upper level refused it too.
        var broken = lines.Single(line => Text(line, "Title") == "Phòng Tổ chức – Hành chính – Kế toán" && Text(line, "Award") == "Tập thể lao động tiên tiến");
        Assert.Equal(("Không đủ điều kiện", "Hội đồng tán thành", "Không được khen thưởng", "30/QĐ-MAU"), (Text(broken, "Eligibility"), Text(broken, "CouncilResult"), Text(broken, "LineStatus"), Text(broken, "DecisionNumber")));
        Assert.Contains("Chỉ 6 trên 10 người được công nhận", Text(broken, "EligibilityReasons"), StringComparison.Ordinal);
        var reduced = lines.Single(line => Text(line, "Award") == "Chiến sĩ thi đua cấp tỉnh");
        Assert.Equal(("Bằng khen cấp tỉnh", "377/QĐ-MAU"), (Text(reduced, "GrantedAward"), Text(reduced, "DecisionNumber")));
        var register = await ItemsAsync("AwardRegister");
        Assert.Contains(register, row => Text(row, "Title") == "Cán bộ mẫu 22" && Text(row, "Award") == "Bằng khen cấp tỉnh");
        // The number of an achievement went with its line over submission and decision.
        Assert.Equal("Cán bộ mẫu 27|158/QĐ-MAU", string.Join(';', register.Where(row => Text(row, "AchievementId") == "TT-2025-01").Select(row => $"{Text(row, "Title")}|{Text(row, "DecisionNumber")}")));
        Assert.DoesNotContain(register, row => Text(row, "Title") == "Cán bộ mẫu 12");
        // One title was cancelled, and with it what rests on it: the title above it, and the unit's own, of which the share is gone.
        var cancelled = register.Where(row => Text(row, "Validity") == "Đã thu hồi").Select(row => $"{Text(row, "Title")}|{Text(row, "Award")}|{Text(row, "RevocationNumber")}").Order(StringComparer.Ordinal);
        Assert.Equal(
            ["Cán bộ mẫu 17|Chiến sĩ thi đua cơ sở|66/QĐ-MAU", "Cán bộ mẫu 17|Lao động tiên tiến|58/QĐ-MAU", "Phòng chuyên môn 2|Tập thể lao động tiên tiến|66/QĐ-MAU"], cancelled);
        Assert.Equal(3, lines.Count(line => Text(line, "LineStatus") == "Đã hủy bỏ khen thưởng" && Text(line, "GrantedAward").Length == 0));
        // The same person for the same award on two returns: the second is for people to sort out.
        var twice = lines.Where(line => Text(line, "Title") == "Cán bộ mẫu 19" && Text(line, "Award") == "Lao động tiên tiến").ToList();
        Assert.Equal(2, twice.Count);
        Assert.Contains(twice, line => Text(line, "EligibilityReasons").Contains("Đã được đề nghị cùng danh hiệu", StringComparison.Ordinal));
        Assert.All(lines.Where(line => Text(line, "Award") is "Chiến sĩ thi đua cơ sở" or "Tập thể lao động xuất sắc" or "Giấy khen" or "Chiến sĩ thi đua cấp tỉnh" or "Thư khen"),
            line => Assert.Contains("Căn cứ: Luật 06/2022/QH15 Điều ", Text(line, "EligibilityReasons"), StringComparison.Ordinal));
    }

    private void Same(string award, List<JsonObject> lines)
    {
        var counted = (JObject)_report["lines"]![award]!;
        var letter = award == "thu_khen";
        Assert.Equal(lines.Count, (int)counted["submitted"]!);
        Assert.Equal(lines.Count(line => Text(line, "CouncilResult") == "Hội đồng tán thành"), (int)counted["councilPassed"]!);
        Assert.Equal(lines.Count(line => Text(line, "LineStatus") == Ended[0]), (int)counted[letter ? "directorGranted" : "upperGranted"]!);
        Assert.Equal(lines.Count(line => Text(line, "LineStatus") == Ended[1]), (int)counted[letter ? "directorRefused" : "upperRefused"]!);
        Assert.Equal(lines.Count(line => !Ended.Contains(Text(line, "LineStatus"))), (int)counted["pending"]!);
    }

    /// <summary>A return that was sent has a case; one without lines says that nobody is proposed; the events say when it was first sent.</summary>
    private async Task ReturnsAsync(List<JsonObject> lines)
    {
        var rounds = (await ItemsAsync("Rounds2025")).ToDictionary(round => Text(round, "RoundKey"), round => DateOnly.FromDateTime(Instant(Text(round, "Due")).AddHours(7).DateTime));
        var returns = await ItemsAsync("UnitReturns2025");
        var withLines = lines.Select(line => Text(line, "CaseId")).ToHashSet();
        var sent = returns.Where(item => Text(item, "CaseId").Length > 0).ToList();
        var first = (await ItemsAsync("CaseEvents2025")).Where(item => Text(item, "EventType") == "ReturnSubmitted").GroupBy(item => Text(item, "CaseId"))
            .ToDictionary(group => group.Key, group => DateOnly.FromDateTime(group.Min(item => Instant(Text(item, "RecordedAt"))).AddHours(7).DateTime));
        var late = sent.Count(item => rounds.TryGetValue(Text(item, "RoundKey"), out var due) && first[Text(item, "CaseId")] > due);
        Assert.Equal(
            (withLines.Count, sent.Count - withLines.Count, late, returns.Count - sent.Count),
            ((int)_report["returns"]!["sent"]!, (int)_report["returns"]!["none"]!, (int)_report["returns"]!["late"]!, (int)_report["returns"]!["missing"]!));
    }

    private async Task RemindersAsync()
    {
        var mails = (await _http.GetFromJsonAsync<JsonObject>(new Uri(_http.BaseAddress!, "_local/mails"), Cancel))!["value"]!.AsArray().Select(mail => mail!.AsObject()).ToList();
        var reminders = mails.Where(mail => mail["subject"]!.GetValue<string>().StartsWith("Nhắc", StringComparison.Ordinal) || Digest().IsMatch(mail["subject"]!.GetValue<string>())).ToList();
        Assert.Equal(reminders.Count, (int)_report["reminders"]!["sent"]!);
        var doubled = reminders.GroupBy(mail => Effect().Match(mail.ToJsonString()).Groups[1].Value).Sum(group => group.Count() - 1);
        // Weekends but those worked instead, and the days off of the list.
        var days = (await ItemsAsync("Holidays")).ToDictionary(row => $"{Instant(Text(row, "Day")).AddHours(7):yyyy-MM-dd}", row => Text(row, "WorksInstead") == "true");
        var awake = reminders.Select(mail => Instant(mail["sent"]!.GetValue<string>()).ToOffset(TimeSpan.FromHours(7)))
            .Count(at => at.Hour is < 7 or >= 18 || !(days.TryGetValue($"{at:yyyy-MM-dd}", out var worked) ? worked : at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));
        Assert.Equal((doubled, awake), ((int)_report["reminders"]!["doubled"]!, (int)_report["reminders"]!["inQuietHours"]!));
    }

    private async Task<List<JsonObject>> ItemsAsync(string list)
    {
        var site = (await _http.GetFromJsonAsync<JsonObject>(new Uri(_http.BaseAddress!, "v1.0/sites/localhost:/sites/tdkt"), Cancel))!["id"]!.GetValue<string>();
        var items = new List<JsonObject>();
        for (var next = $"{_http.BaseAddress!}v1.0/sites/{site}/lists/{list}/items?$expand=fields&$top=100"; next is not null;)
        {
            var page = (await _http.GetFromJsonAsync<JsonObject>(new Uri(next), Cancel))!;
            items.AddRange(page["value"]!.AsArray().Select(item => item!["fields"]!.AsObject()));
            next = page["@odata.nextLink"]?.GetValue<string>();
        }

        return items;
    }

    private static string Text(JsonObject fields, string name) => fields[name]?.ToString() ?? "";

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex("còn \\d+ đơn vị chưa nộp$")]
    private static partial Regex Digest();

    [GeneratedRegex("x-emulation-effect[^}]*?\"value\"\\s*:\\s*\"([^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Effect();
}
