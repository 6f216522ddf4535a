using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Tests;

/// <summary>Which registrations lack a line on a return: by tables, without any list.</summary>
public sealed class RegistrationLinesTests
{
    private const string Unit = "Phòng mẫu";

    [Theory]
    // Same number, other name and other letter case: the same person.
    [InlineData("Cán bộ mẫu 01", "NV001", "ldtt", "Cán bộ mẫu 1", " nv001 ", "ldtt", true)]
    [InlineData("Cán bộ mẫu 01", "NV001", "ldtt", "Cán bộ mẫu 01", "NV001", "cstd_cs", false)]
    // Same name, two numbers: two people. One number missing: the name decides.
    [InlineData("Cán bộ mẫu 01", "NV001", "ldtt", "Cán bộ mẫu 01", "NV002", "ldtt", false)]
    [InlineData("Cán bộ mẫu 01", "NV001", "ldtt", "cán bộ mẫu 01 ", "", "ldtt", true)]
    [InlineData("Cán bộ mẫu 01", "", "ldtt", "Cán bộ mẫu 02", "", "ldtt", false)]
    // The accent written as a letter of its own, as some keyboards do.
    [InlineData("Cán bộ mẫu 01", "", "ldtt", "Ca\u0301n bô\u0323 mâ\u0303u 01", "", "ldtt", true)]
    // The tone on the other vowel, and a letter that only looks like đ.
    [InlineData("Hoà Đạt mẫu", "", "ldtt", "Hòa \u00D0ạt mẫu", "", "ldtt", true)]
    [InlineData("Hoà Đạt mẫu", "", "ldtt", "Hoà Dạt mẫu", "", "ldtt", false)]
    // A collective is the unit's own: its award is enough.
    [InlineData("Phòng mẫu", "", "ttldtt", "Tập thể phòng", "", "ttldtt", true)]
    [InlineData("Phòng mẫu", "", "ttldtt", "Phòng mẫu", "", "ttldxs", false)]
    [InlineData("Phòng mẫu", "", "giay_khen", "Cán bộ mẫu 01", "NV001", "giay_khen", false)]
    public void A_Line_Means_A_Registration_Or_Not(string name, string key, string award, string lineName, string lineKey, string lineAward, bool means)
    {
        var (registered, line) = (Read(name, key, award), Read(lineName, lineKey, lineAward));
        Assert.Equal(means, registered.Means(line));
        Assert.Equal(means, line.Means(registered));
    }

    [Theory]
    [InlineData("collective", "Cán bộ mẫu 01", "NV001", "ldtt", true)]
    [InlineData("individual", "Phòng mẫu", "", "ttldtt", false)]
    [InlineData("", "Phòng mẫu", "", "ttldtt", true)]
    [InlineData("", "phòng mẫu", "", "giay_khen", true)]
    [InlineData("", "Tổ mẫu", "", "giay_khen", false)]
    [InlineData("", "Phòng mẫu", "NV001", "giay_khen", false)]
    public void A_Collective_Is_Known_By_What_Was_Said_Or_By_Award_Or_Name(string subject, string name, string key, string award, bool collective)
    {
        var read = Read(name, key, award, subject);
        Assert.Equal((collective, collective ? "" : key), (read.Collective, read.StaffKey));
    }

    [Fact]
    public void Each_Proposal_Is_Added_Once_In_The_Order_Of_Registration()
    {
        var plan = FillPlan.Of(
            [Read("B", "NV2", "ldtt"), Read("A", "NV1", "ldtt"), Read("B", "nv2", "ldtt"), Read("A", "NV1", "cstd_cs"), Read("C", "NV3", "ldtt")],
            [Read("A", "NV1", "ldtt"), Read("Z", "NV9", "ldtt")]);
        Assert.Equal(["B ldtt", "A cstd_cs", "C ldtt"], plan.Missing.Select(one => $"{one.Name} {one.Award}"));
        Assert.Equal((1, 0), (plan.There, plan.LeftOut.Count));
    }

    [Fact]
    public void What_Was_Added_Is_Not_Missing_Any_More()
    {
        Candidate[] registered = [Read("A", "NV1", "ldtt"), Read("B", "", "ldtt"), Read(Unit, "", "ttldtt")];
        var first = FillPlan.Of(registered, []);
        var second = FillPlan.Of(registered, first.Missing);
        Assert.Equal((3, 0), (first.Missing.Count, first.There));
        Assert.Equal((0, 3), (second.Missing.Count, second.There));
    }

    [Theory]
    [InlineData("", "NV1", "ldtt")]
    [InlineData("A", "NV1", "")]
    [InlineData("A", "NV1", "thu_khen")]
    public void What_Cannot_Be_A_Line_Is_Named_And_Not_Added(string name, string key, string award)
    {
        var plan = FillPlan.Of([Read(name, key, award), Read("B", "NV2", "ldtt")], []);
        Assert.Equal("B", Assert.Single(plan.Missing).Name);
        Assert.Equal(name, Assert.Single(plan.LeftOut).Name);
    }

    private static Candidate Read(string name, string key, string award, string subject = "")
    {
        var values = new Dictionary<ColumnSchema, object>();
        foreach (var (column, value) in new[] { (Registrations.StaffKey, key), (Registrations.Award, award), (Registrations.Subject, subject) })
            if (value.Length > 0) values[column] = value;
        var item = new Item("1", "", name, values, new Editor("someone", "", null), default, false);
        return Candidate.Of(item, Registrations.Subject, Registrations.StaffKey, Registrations.Award, Unit);
    }
}
