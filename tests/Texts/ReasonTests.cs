using EmulationM365.Texts;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Texts;

/// <summary>A reason is what it says, in either language, and is kept without its wording.</summary>
public sealed class ReasonTests
{
    [Fact]
    public void Reasons_With_The_Same_Key_And_Places_Are_Equal()
    {
        var one = Reason.Of("rule.newRecruit", "4", "6");
        var other = new Reason("rule.newRecruit", new List<string> { "4", "6" });
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData("rule.shortService", "4", "6")]
    [InlineData("rule.newRecruit", "6", "4")]
    [InlineData("rule.newRecruit", "4")]
    public void Reasons_That_Say_Something_Else_Are_Not_Equal(string key, params string[] places) =>
        Assert.NotEqual(Reason.Of("rule.newRecruit", "4", "6"), new Reason(key, places));

    [Fact]
    public void A_Reason_Is_Said_In_Both_Languages_With_Its_Places()
    {
        var reason = Reason.Of("rule.newRecruit", "4", "6");
        Assert.Equal("Mới tuyển dụng, công tác 4 tháng, dưới 6 tháng.", reason.Vi);
        Assert.Contains("4", reason.En, StringComparison.Ordinal);
        Assert.NotEqual(reason.Vi, reason.En);
    }

    [Fact]
    public void A_Reason_Is_Kept_As_Key_And_Places_So_That_Rewording_Changes_No_Record() =>
        Assert.Equal(["Key", "Places"], JObject.FromObject(Reason.Of("rule.newRecruit", "4", "6")).Properties().Select(property => property.Name));
}
