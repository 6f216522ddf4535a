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
    [InlineData("file=*256", "file")]
    [InlineData("votes-1=acht", "votes-1")]
    [InlineData("votes-1=-1", "votes-1")]
    [InlineData("votes-1=8,5", "votes-1")]
    [InlineData("votes-1=", "votes-1")]
    [InlineData("votes-1=8&votes-1=9", "votes-1")]
    [InlineData("votes-x=8", "votes-x")]
    [InlineData("votes-1=8&members=chín", "members")]
    [InlineData("votes-1=8&present=-7", "present")]
    [InlineData("votes-1=8&written=2.0", "written")]
    [InlineData("votes-1=8&day=2025-02-30", "day")]
    [InlineData("outcome-1=postponed", "outcome-1")]
    [InlineData("outcome-1=", "outcome-1")]
    [InlineData("outcome-x=granted", "outcome-x")]
    [InlineData("outcome-1=granted&outcome-1=refused", "outcome-1")]
    public async Task What_The_Form_Cannot_Hold_Is_Named(string body, string fault)
    {
        var (form, _, named) = await AnswerForm.ReadAsync(Posted(body), TestContext.Current.CancellationToken);
        Assert.Null(form);
        Assert.Equal(fault, named);
    }

    [Fact]
    public async Task What_Is_No_Form_Is_Not_Read()
    {
        var request = Posted("answer=agree");
        request.ContentType = "application/json";
        Assert.Equal((null, "", "form"), await AnswerForm.ReadAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_Filled_Form_Is_Read_Whole()
    {
        // Act
        var (form, _, fault) = await AnswerForm.ReadAsync(
            Posted("answer=recorded&except=2&except=5&comment=*4000&content=c0ffee&number= 12/QĐ &date=05/12/2025&authority=Sở&signedBy=Cán bộ mẫu ký"), TestContext.Current.CancellationToken);

        // Assert
        Assert.Equal("", fault);
        Assert.Equal(("recorded", "c0ffee", 4000), (form!.Answer, form.ContentHash, form.Comment.Length));
        Assert.Equal([2, 5], form.Exceptions);
        Assert.Equal(new EmulationM365.Cases.DecisionPaper("12/QĐ", new DateOnly(2025, 12, 5), "Sở", "Cán bộ mẫu ký"), form.Paper);
    }

    [Fact]
    public async Task The_Outcome_Of_A_Sitting_Is_Read_As_One_Table()
    {
        var (form, _, _) = await AnswerForm.ReadAsync(
            Posted("answer=recorded&votes-1=8&votes-12= 0 &day=01/12/2025&members=9&present=7&written=2&file= kiem-phieu.pdf "), TestContext.Current.CancellationToken);
        Assert.Equal((new DateOnly(2025, 12, 1), 9, 7, 2, "kiem-phieu.pdf"), (form!.Council!.Day, form.Council.Members, form.Council.Present, form.Council.Written, form.Council.Tally));
        Assert.Equal([(1, 8), (12, 0)], form.Council.Votes.OrderBy(vote => vote.Key).Select(vote => (vote.Key, vote.Value)));
        Assert.Null(form.Outcome);
    }

    [Fact]
    public async Task What_Was_Left_Blank_Of_A_Sitting_Is_Not_Taken_For_Nought()
    {
        var (form, _, _) = await AnswerForm.ReadAsync(Posted("votes-1=8&day=&members=&present=&written="), TestContext.Current.CancellationToken);
        Assert.Equal((null, null, null, 0), (form!.Council!.Day, form.Council.Members, form.Council.Present, form.Council.Written));
    }

    [Fact]
    public async Task The_Upper_Levels_Word_Is_Read_Line_By_Line()
    {
        var (form, _, _) = await AnswerForm.ReadAsync(Posted("outcome-1=granted&outcome-2=refused&outcome-3=waiting&outcome-4=giay_khen"), TestContext.Current.CancellationToken);
        Assert.Equal([2], form!.Outcome!.Refused);
        Assert.Equal([3], form.Outcome.Later);
        Assert.Equal([(4, "giay_khen")], form.Outcome.Reduced.Select(line => (line.Key, line.Value)));
        Assert.Null(form.Council);
    }

    [Theory]
    [InlineData("comment= Sai tên ", " Sai tên ", "")]
    [InlineData("other=1", "", "")]
    [InlineData("comment=*4000", null, "")]
    [InlineData("comment=*4001", null, "comment")]
    public async Task A_Comment_Is_Read_As_Far_As_It_May_Go(string body, string? text, string fault)
    {
        var (comment, _, named) = await AnswerForm.CommentAsync(Posted(body), TestContext.Current.CancellationToken);
        Assert.Equal((fault, fault.Length > 0), (named, comment is null));
        if (text is not null) Assert.Equal(text, comment);
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
