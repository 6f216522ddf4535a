using System.Text;
using EmulationM365.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Tests.Effects;

/// <summary>What a request page takes in: only from our own page, and only what the form can hold.</summary>
public sealed class PageDoorTests
{
    private static readonly Uri Pages = new("https://pages.test/");

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("same-origin", "https://evil.test", true)]
    [InlineData("same-site", "https://pages.test", false)]
    [InlineData("cross-site", "https://pages.test", false)]
    [InlineData("none", "https://pages.test", false)]
    [InlineData("SAME-ORIGIN", null, false)]
    [InlineData(null, "https://pages.test", true)]
    [InlineData(null, "https://PAGES.test:443", true)]
    [InlineData(null, "http://pages.test", false)]
    [InlineData(null, "https://pages.test:8443", false)]
    [InlineData(null, "https://pages.test.evil.test", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, "", false)]
    [InlineData(null, null, false)]
    public void A_Form_Is_Taken_From_Our_Own_Page_Only(string? site, string? origin, bool holds)
    {
        var request = new DefaultHttpContext().Request;
        if (site is not null) request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null) request.Headers.Origin = origin;
        Assert.Equal(holds, SameSite.Holds(request, Pages));
    }

    [Theory]
    [InlineData("except=x", "except")]
    [InlineData("except=1&except=", "except")]
    [InlineData("except=-1", "except")]
    [InlineData("except=99999999999", "except")]
    [InlineData("date=2025-02-30", "date")]
    [InlineData("date=5/12/2025", "date")]
    [InlineData("date=2025-12-05&date=2025-12-06", "date")]
    [InlineData("comment=*4001", "comment")]
    [InlineData("number=*256", "number")]
    [InlineData("authority=*256", "authority")]
    [InlineData("signedBy=*256", "signedBy")]
    [InlineData("answer=*256", "answer")]
    [InlineData("content=*256", "content")]
    public async Task What_The_Form_Cannot_Hold_Is_Named(string body, string fault)
    {
        var (form, named) = await AnswerForm.ReadAsync(Posted(body), TestContext.Current.CancellationToken);
        Assert.Null(form);
        Assert.Equal(fault, named);
    }

    [Fact]
    public async Task What_Is_No_Form_Is_Not_Read()
    {
        var request = Posted("answer=agree");
        request.ContentType = "application/json";
        Assert.Equal((null, "form"), await AnswerForm.ReadAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_Filled_Form_Is_Read_Whole()
    {
        // Act
        var (form, fault) = await AnswerForm.ReadAsync(
            Posted("answer=recorded&except=2&except=5&comment=*4000&content=c0ffee&number= 12/QĐ &date=05/12/2025&authority=Sở&signedBy=Cán bộ mẫu ký"), TestContext.Current.CancellationToken);

        // Assert
        Assert.Equal("", fault);
        Assert.Equal(("recorded", "c0ffee", 4000), (form!.Answer, form.ContentHash, form.Comment.Length));
        Assert.Equal([2, 5], form.Exceptions);
        Assert.Equal(new EmulationM365.Cases.DecisionPaper("12/QĐ", new DateOnly(2025, 12, 5), "Sở", "Cán bộ mẫu ký"), form.Paper);
    }

    [Fact]
    public async Task A_Form_Without_A_Day_Holds_No_Decision() =>
        Assert.Null((await AnswerForm.ReadAsync(Posted("answer=agree&number=12"), TestContext.Current.CancellationToken)).Form!.Paper);

    /// <summary>A posted form; <c>*n</c> stands for a text of n letters.</summary>
    private static HttpRequest Posted(string body)
    {
        var pairs = body.Split('&').Select(pair => pair.Split('=')).Select(pair =>
            $"{pair[0]}={Uri.EscapeDataString(pair[1].StartsWith('*') ? new string('x', int.Parse(pair[1][1..], null)) : pair[1])}");
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.ContentType = "application/x-www-form-urlencoded";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('&', pairs)));
        return request;
    }
}
