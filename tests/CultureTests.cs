using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Rules;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Effects;
using EmulationM365.Texts;
using Newtonsoft.Json;
using Submissions = EmulationM365.Tests.Cases.Submissions;

namespace EmulationM365.Tests;

/// <summary>What machines read has no country: keys, JSON, hashes, days and numbers come out the same to the byte under whatever culture the process runs.</summary>
public sealed partial class CultureTests
{
    private static readonly Lazy<string> Expected = new(() => Under("", MachineText));

    /// <summary>Decimal commas, dotted i, Thai and Persian years, Arabic digits, a minus that is not a hyphen, colons that are not.</summary>
    public static TheoryData<string> Cultures => ["vi-VN", "tr-TR", "th-TH", "ar-SA", "fa-IR", "sv-SE", "fi-FI", "de-CH"];

    [Theory]
    [Trait("Fault", "65")]
    [MemberData(nameof(Cultures))]
    public void Machine_Text_Is_The_Same_To_The_Byte(string culture)
    {
        var (expected, here) = (Expected.Value.Split('\n'), Under(culture, MachineText).Split('\n'));
        for (var line = 0; line < expected.Length; line++) Assert.Equal(expected[line], here[line]);
        Assert.Equal(expected.Length, here.Length);
    }

    [Theory]
    [Trait("Fault", "65")]
    [MemberData(nameof(Cultures))]
    public void What_People_And_Lists_Wrote_Is_Read_The_Same(string culture) => Under(culture, () =>
    {
        Assert.Equal([(3, 8)], Tables.Votes("3. Cán bộ mẫu – Giấy khen: 8").Select(pair => (pair.Key, pair.Value)));
        Assert.Equal("giay_khen", Tables.Reduced("3: GIẤY KHEN")[3]);
        Assert.Equal(new TimeOnly(18, 30), ReminderRules.Read("5,2", "1", "18:30", "7:00").QuietFrom);
        Assert.True(Letters.Same("phòng hành chính INDIA", "PHÒNG HÀNH CHÍNH india"));
        Assert.Equal(new Share(2, 3), Share.Read("2/3"));
        Assert.Equal(12.5m, FieldMapper.Read(new ListSchema("T", [Column.Number("N")]), new Dictionary<string, object> { ["N"] = "12.5" }).Values.Single());
        Assert.Equal(new DateOnly(2025, 12, 5), FieldMapper.Read(new ListSchema("T", [Column.Date("D")]), new Dictionary<string, object> { ["D"] = "2025-12-04T17:00:00Z" }).Values.Single());
        Assert.Equal(new Doorbell(12, "Requests"), Doorbell.Read(new Doorbell(12, "Requests").ToString()));
        return 0;
    });

    [Fact]
    [Trait("Fault", "65")]
    public void The_Cultures_Do_Write_Differently_Where_Nobody_Says_Otherwise()
    {
        // A check on the test itself: it would hold for nothing at all if cultures were missing on this machine.
        Assert.Equal("1234,5", Under("vi-VN", () => 1234.5m.ToString(CultureInfo.CurrentCulture)));
        Assert.Equal("2568", Under("th-TH", () => new DateOnly(2025, 2, 3).ToString("yyyy", CultureInfo.CurrentCulture)));
        Assert.Equal("İ", Under("tr-TR", () => "i".ToUpper(CultureInfo.CurrentCulture)));
    }

    [Fact]
    [Trait("Fault", "65")]
    public void No_Date_Or_Number_Is_Formatted_In_A_Text_Without_A_Culture()
    {
        Assert.Matches(Formatted(), "$\"{day:yyyy-MM-dd}\"");
        Assert.Empty(HouseTests.Source().Where(file => !file.Path.StartsWith("localm365/", StringComparison.Ordinal))
            .SelectMany(file => file.Text.Split('\n').Where(line => Formatted().IsMatch(line) && !line.Contains("CultureInfo.InvariantCulture", StringComparison.Ordinal)).Select(line => $"{file.Path}: {line.Trim()}")));
    }

    /// <summary>All that the pure part of the product writes for machines, or for people in the lists, in one text.</summary>
    private static string MachineText()
    {
        var text = new StringBuilder();
        foreach (var stream in GoldenRecorder.Record(65, 12)) text.Append(stream.ToString(Formatting.None)).Append('\n');
        foreach (var list in SiteSchema.Lists) text.Append(list.SiteName(2025)).Append(' ').Append(list.DisplayName(2025)).Append(' ').Append(JsonConvert.SerializeObject(list.Columns)).Append('\n');
        text.Append(JsonConvert.SerializeObject(CampaignFiles.Load(2025))).Append('\n');
        foreach (var setting in CampaignFiles.Load(2025).Settings) text.Append(setting.RowKey).Append('\n');
        text.Append(JsonConvert.SerializeObject(RulePacks.All)).Append('\n');
        foreach (var key in Text.All(Text.Vietnamese).Keys) text.Append(Text.Vi(key, "Ií", 1234, "c", "d", "e", "f", "g", "h")).Append('\n');
        for (var at = 0; at < 400; at++)
        {
            var instant = new DateTimeOffset(2023, 12, 28, 16, 59, 59, TimeSpan.Zero).AddHours(at * 7);
            text.Append(VietnamTime.Write(instant)).Append(' ').Append(VietnamTime.Write(VietnamTime.DayOf(instant))).Append(' ').Append(AnyCase.IdOf('r', instant.Year, $"{at}")).Append(' ')
                .Append(RecordedEvent.KeyOf("r-2025-000007", at)).Append(' ').Append(Ledger.KeyOf("r-2025-000007", $"mail:{at}")).Append(' ').Append(new Doorbell(at, "Requests")).Append('\n');
        }

        text.Append(JsonConvert.SerializeObject(FieldMapper.Write(new Fields { Title = "Iiİı", [Requests.Due] = new DateOnly(2026, 2, 28), [Requests.Status] = "pending" }).AdditionalData)).Append('\n');
        text.Append(JsonConvert.SerializeObject(NewsWriter.Page(Submissions.Settled().State, 1, References.With(), 2025))).Append('\n');
        text.Append(Letters.Folded("Iiİı Nguyễn hoà")).Append('\n');
        return text.ToString();
    }

    private static T Under<T>(string culture, Func<T> act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(culture), new CultureInfo(culture));
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [GeneratedRegex(@"\$+""[^""]*\{[^{}"":]*:[^{}""]*(?:yyyy|MM|dd|HH|mm|[NFPCE]\d|0\.0|#)[^{}""]*\}")]
    private static partial Regex Formatted();
}
