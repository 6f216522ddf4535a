using EmulationM365.Cases;
using static EmulationM365.Tests.Cases.StoryActs;

namespace EmulationM365.Tests.Cases;

/// <summary>What becomes of a story: two pairs of eyes, consent at the moment of publishing, and nothing that must not be public.</summary>
public sealed class DecideStoryTests
{
    public static TheoryData<string, string> Lacking => new()
    {
        { "title", "refuse.storyNoTitle" }, { "kind", "refuse.storyNoKind" }, { "unit", "refuse.storyNoUnit" }, { "text", "refuse.storyNoText" }, { "long", "refuse.storyTooLong" },
        { "number", "refuse.storyNoIntroduction" }, { "date", "refuse.storyNoIntroduction" }, { "ahead", "refuse.storyIntroductionAhead" }, { "alt", "refuse.storyNoAlt" }, { "images", "refuse.storyManyImages" },
    };

    [Fact]
    public void A_Story_Is_Introduced_Read_By_Another_And_Published()
    {
        var story = After(Introduce());
        Assert.Equal((StoryStage.Ready, (StoryContent?)null), (story.State.Stage, story.State.Shown));
        Assert.Equal("refuse.storyOwn", story.Take(Publish(Reading(), "p0", Returns.Clerk))?.Key);
        Assert.Null(story.Take(Publish()));
        Assert.Equal((StoryStage.Published, Content), (story.State.Stage, story.State.Shown));
        Assert.Equal(["story:01", "story:list:01"], AnyCase.Duties(story.State).Select(effect => effect.Key));
    }

    [Fact]
    public void Where_The_Unit_Says_So_One_Press_Is_Enough()
    {
        var story = After(Introduce(Reading(straight: true)));
        Assert.Equal(StoryStage.Published, story.State.Stage);
        Assert.Equal("refuse.storyNoConsent", new StoryActs().Take(Introduce(Reading(consent: false, straight: true)))?.Key);
    }

    [Fact]
    public void Consent_Is_Asked_For_When_It_Is_Published_And_Not_Before()
    {
        var story = After(Introduce(Reading(consent: false)));
        Assert.Equal("refuse.storyNoConsent", story.Take(Publish(Reading(consent: false, own: false)))?.Key);
        Assert.Null(story.Take(Publish(Reading(own: false), "p2")));
        Assert.Null(new StoryActs().Take(Publish(Reading(Content with { Kind = "movement", IntroductionNumber = null, IntroductionDate = null }, consent: false, own: false))));
    }

    [Fact]
    public void Consent_Taken_Back_Takes_Everything_From_Readers()
    {
        var story = After(Introduce(), Publish());
        Assert.Null(story.Take(Change(Reading(consent: false), actor: Returns.Clerk)));
        Assert.Equal((StoryStage.Withdrawn, (StoryContent?)null, true), (story.State.Stage, story.State.Shown, story.State.Erased));
        Assert.Equal(["story:hidden:01", "story:list:02"], AnyCase.Duties(story.State).Select(effect => effect.Key));
        Assert.Null(story.Take(Publish(id: "p2")));
        Assert.Equal((StoryStage.Published, false), (story.State.Stage, story.State.Erased));
        Assert.Equal(["story:02", "story:list:03"], AnyCase.Duties(story.State).Select(effect => effect.Key));
    }

    [Fact]
    public void What_A_Writer_Edits_Waits_And_What_A_Reader_Edits_Goes_Out()
    {
        var other = Content with { Text = "Nội dung mới." };
        var story = After(Introduce(), Publish());
        Assert.Null(story.Take(Change(Reading(Content), "c0")));
        Assert.Equal(2, story.State.Seq);
        Assert.Null(story.Take(Change(Reading(other), "c1", Returns.Clerk)));
        Assert.Equal((StoryStage.Ready, Content), (story.State.Stage, story.State.Shown));
        Assert.Equal(["story:01", "story:list:01", "mail:story:02"], AnyCase.Duties(story.State).Select(effect => effect.Key));
        Assert.Null(story.Take(Publish(Reading(other, own: false), "p2")));
        Assert.Equal(other, story.State.Shown);
        Assert.Null(story.Take(Change(Reading(Content, own: false), "c2")));
        Assert.Equal((StoryStage.Published, Content, 3), (story.State.Stage, story.State.Shown, story.State.Showings));
    }

    [Fact]
    public void Consent_Counts_Also_While_A_New_Text_Waits()
    {
        var story = After(Introduce(), Publish(), Change(Reading(Content with { Text = "Khác." }), "c1", Returns.Clerk), Change(Reading(consent: false), "c2", Returns.Clerk));
        Assert.Equal((StoryStage.Withdrawn, true), (story.State.Stage, story.State.Erased));
    }

    [Fact]
    public void What_Is_Taken_Back_Before_Readers_Had_It_Leaves_Nothing_Behind()
    {
        var story = After(Introduce(), Withdraw());
        Assert.Equal(StoryStage.Draft, story.State.Stage);
        Assert.Empty(AnyCase.Duties(story.State));
        Assert.Equal("refuse.storyNotPublished", story.Take(Withdraw("w2"))?.Key);
    }

    [Fact]
    public void A_Withdrawn_Story_Leaves_A_Notice_And_Can_Come_Back()
    {
        var story = After(Introduce(), Publish(), Withdraw(because: " Nhầm người "));
        Assert.Equal(("Nhầm người", false), (story.State.WithdrawnBecause, story.State.Erased));
        Assert.Equal(["story:hidden:01", "story:list:02"], AnyCase.Duties(story.State).Select(effect => effect.Key));
        Assert.Null(story.Take(Introduce(id: "i2")));
        Assert.Null(story.Take(Publish(id: "p2")));
        Assert.Equal(StoryStage.Published, story.State.Stage);
    }

    [Fact]
    public void A_Department_Introduces_Its_Own_People() => Assert.Equal("refuse.storyOtherUnit", new StoryActs().Take(Introduce(Reading(Content with { UnitKey = "u2" })))?.Key);

    [Theory]
    [MemberData(nameof(Lacking))]
    public void What_It_Lacks_Is_Said(string what, string sentence)
    {
        var content = what switch
        {
            "title" => Content with { Title = "" },
            "kind" => Content with { Kind = "" },
            "unit" => Content with { UnitKey = "" },
            "text" => Content with { Text = " " },
            "long" => Content with { Text = new string('a', DecideStory.LongestText + 1) },
            "number" => Content with { IntroductionNumber = null },
            "date" => Content with { IntroductionDate = null },
            "ahead" => Content with { IntroductionDate = new DateOnly(2026, 1, 1) },
            "alt" => Content with { Images = [Content.Images![0] with { Alt = "" }] },
            _ => Content with { Images = [.. Enumerable.Repeat(Content.Images![0], 7)] },
        };
        Assert.Equal(sentence, new StoryActs().Take(Introduce(Reading(content), actor: what == "unit" ? Returns.Office : null))?.Key);
        Assert.Equal(sentence, After(Introduce()).Take(Publish(Reading(content, own: false), "p9"))?.Key);
    }

    [Theory]
    [InlineData("Anh sinh ngày 02/03/1985 tại xã mẫu.", "refuse.privateBirth")]
    [InlineData("Ông Mẫu, sinh năm 1985, là bảo vệ.", "refuse.privateBirth")]
    [InlineData("chị Mẫu (sinh 1/2/1990)", "refuse.privateBirth")]
    [InlineData("CCCD số 001085000001", "refuse.privateIdentity")]
    [InlineData("mang số 001085000001 trên thẻ", "refuse.privateIdentity")]
    [InlineData("liên hệ 0912 345 678 nhé", "refuse.privateTelephone")]
    [InlineData("gọi +84912345678", "refuse.privateTelephone")]
    [InlineData("viết về mau@mau.example", "refuse.privateMail")]
    [InlineData("giúp học viên Nguyễn Văn Mẫu cai nghiện", "refuse.privateResident")]
    public void What_Must_Not_Be_Public_Is_Found(string text, string sentence) => Assert.Equal(sentence, PrivateData.In(text)?.Key);

    [Theory]
    [InlineData("Học sinh năm nay chăm hơn; phong trào sinh hoạt định kỳ ngày 12/05/2025.")]
    [InlineData("Giúp đỡ 120 học viên học nghề, tiết kiệm 1.250.000.000 đồng, đạt 98,5%.")]
    [InlineData("Quyết định số 101/QĐ-SLĐ ngày 10/06/2025, Công văn 0123/CV-MAU.")]
    [InlineData("Từ 2019 đến 2025 có 12 sáng kiến; học viên và Gia đình đều khen.")]
    public void What_May_Be_Public_Is_Left_Alone(string text) => Assert.Null(PrivateData.In(text));

    [Fact]
    public void Nothing_Is_Recorded_That_Is_Not_On_The_List_Of_What_May_Be_Public() => Assert.Equal(
        ["Award", "Hash", "Images", "IntroductionDate", "IntroductionNumber", "Kind", "Movement", "MovementNews", "NeedsConsent", "NeedsIntroduction", "StaffKey", "Text", "Title", "UnitKey"],
        typeof(StoryContent).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly).Where(property => property.Name != "EqualityContract").Select(property => property.Name).Order());
}
