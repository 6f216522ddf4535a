using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Functions.Pages;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Submissions = EmulationM365.Tests.Cases.Submissions;

namespace EmulationM365.Tests.Effects;

/// <summary>What the pages of sessions and submissions ask of each line, and what they show of people.</summary>
public sealed class PageTableTests
{
    private static readonly string[] OfASitting = ["day", "members", "present", "written", "file"];
    private static readonly string[] OfAPaper = ["number", "date", "authority", "signedBy", "file"];

    [Fact]
    public void A_Sitting_Is_Asked_For_The_Votes_Of_Each_Line_On_The_List()
    {
        var state = Sessions.After(Sessions.Post(Sessions.Listed("11", "<b>A"), Sessions.Listed("12", "B"), Sessions.Listed("13", "C", unit: "u7")), Sessions.TakeOff([2])).State;
        var page = Page(state);
        Assert.Equal(["votes-1", "votes-3"], page.QuerySelectorAll("input.votes").Select(input => input.GetAttribute("name")));
        Assert.All(page.QuerySelectorAll("input.votes"), input => Assert.True(input.HasAttribute("required")));
        Assert.Equal(["<b>A", "C"], page.QuerySelectorAll("td strong").Select(name => name.TextContent));
        Assert.All(OfASitting, field => Assert.NotNull(page.QuerySelector($"input[name={field}]")));
        Assert.Empty(page.QuerySelectorAll("[name=except]"));
    }

    [Fact]
    public void The_Upper_Levels_Word_Is_Asked_For_Each_Line_That_Waits_With_Every_Lower_Award()
    {
        var page = Page(Submissions.Out().State);
        var boxes = page.QuerySelectorAll("select").ToList();
        Assert.Equal(["outcome-1", "outcome-2"], boxes.Select(box => box.GetAttribute("name")));
        Assert.Equal(["granted", "refused", "waiting", .. Awards.All.Where(award => award != "ldtt")], boxes[0].QuerySelectorAll("option").Select(option => option.GetAttribute("value")));
        Assert.All(OfAPaper, field => Assert.NotNull(page.QuerySelector($"input[name={field}]")));
        Assert.Equal("Sở mẫu", page.QuerySelector("input[name=authority]")!.GetAttribute("value"));
    }

    [Fact]
    public void The_Director_Ticks_What_Is_Not_Submitted_And_May_Give_It_Back()
    {
        var page = Page(Submissions.Before().State);
        Assert.Equal(["1", "2"], page.QuerySelectorAll("input[name=except]").Select(box => box.GetAttribute("value")));
        Assert.Equal(["agree", "send_back"], page.QuerySelectorAll("button[name=answer]").Select(button => button.GetAttribute("value")));
    }

    [Fact]
    public void A_Dispatch_Asks_Nothing_Of_A_Line_And_What_Its_Page_Sends_Is_Taken()
    {
        // Arrange
        var state = Submissions.Signed().State;
        var page = Page(state);
        Assert.Empty(page.QuerySelectorAll("td input, td select"));
        var asked = page.QuerySelectorAll("input[required]").Select(input => input.GetAttribute("name")).ToList();

        // Act: what is asked for is filled in, and nothing else.
        string Filled(string name, string value) => asked.Contains(name) ? value : "";
        var paper = new DecisionPaper(Filled("number", "45/TTr"), Submissions.Sent.Date, Filled("authority", "Cơ sở mẫu"), Filled("signedBy", "Cán bộ mẫu"), Submissions.Sent.File);

        // Assert
        Assert.NotNull(AnyCase.Decide(state, Submissions.Dispatch(state, paper: paper)).Event);
    }

    [Fact]
    public void The_Posted_List_Shows_Name_Unit_And_Award_And_Nothing_Else_Of_Anybody()
    {
        var comment = new PostingComment(1, "o-clerk", "Cán bộ mẫu Lập", Returns.Start, "Sai <tên>", "Đã sửa");
        var body = Posting(new PostingView("Phiên 1", Sessions.To.AddDays(-7), Sessions.To, [(1, "<b>A", "Phòng Một", "Lao động tiên tiến")], true, [comment], null));
        Assert.Equal(["1", "<b>A", "Phòng Một", "Lao động tiên tiến"], body.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.NotNull(body.QuerySelector("textarea[name=comment]"));
        Assert.Contains("Sai <tên>", body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Trả lời: Đã sửa", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void After_The_Posting_No_Name_Is_Shown_And_Nothing_Can_Be_Said()
    {
        var body = Posting(new PostingView("Phiên 1", Sessions.To.AddDays(-7), Sessions.To, [], false, [], EmulationM365.Texts.Reason.Of("refuse.postingOver", "27/11/2025")));
        Assert.Empty(body.QuerySelectorAll("td, textarea"));
        Assert.Contains("27/11/2025", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_Is_Not_Of_The_Unit_Sees_No_List()
    {
        var answer = Assert.IsType<ContentResult>(PostingHtml.Of(new DefaultHttpContext(), new PostingPage(403, null, null), new SignedIn("o-x", "Người lạ"), "p"));
        Assert.Equal(403, answer.StatusCode);
        Assert.Empty(Parse(answer).QuerySelectorAll("td, textarea"));
    }

    private static IElement Posting(PostingView view) => Parse(PostingHtml.Of(new DefaultHttpContext(), new PostingPage(200, view, null), new SignedIn("o-clerk", "Cán bộ mẫu Lập"), "p"));

    private static IElement Page(CaseState state) => Parse(RequestHtml.Of(new DefaultHttpContext(),
        new RequestPage(200, RequestPages.View(state, state.Request!.Kind, state.Request.Key, References.With(), state.Request.OpenedAt, null), null), new SignedIn("o-x", "A"), "l", "p"));

    private static IElement Parse(IActionResult answer) => new HtmlParser().ParseDocument(Assert.IsType<ContentResult>(answer).Content!).Body!;
}
