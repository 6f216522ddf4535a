using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.Provisioning;

/// <summary>Each step has its sentence, which names list and column as people know them.</summary>
public sealed class StepWordsTests
{
    private static readonly ListSchema _list = Nominations.List;

    private static FoundField Plain => new(false, "", "", "", "");

    private static readonly HomePage _home = HomePage.Of(new SiteOptions { Path = "/sites/tdkt", Year = 2025 }, "tdkt@mau.example", []);

    private static readonly SiteStep[] _steps =
    [
        new MakeList(_list), new RenameList(_list, "1", "Đề nghị"), new ChangeSettings(_list, "1", false), new CloseList(_list, "1"), new NarrowList(_list, "1", true), new NarrowList(_list, "1", false),
        new AddColumn(_list, "1", Nominations.Votes), new RenameColumn(_list, "1", "2", "Votes", "Số phiếu"), new IndexColumn(_list, "1", "2", Nominations.LineStatus),
        new OfferChoices(_list, "1", "2", Nominations.Rating, ["Tốt", "Xuất sắc"], [], new ChoiceColumn()), new OfferChoices(_list, "1", "2", Nominations.Rating, [], [], new ChoiceColumn()),
        new SetUnique(_list, "1", "2", UnitReturns.ReturnKey), new SetUnique(_list, "1", "2", Nominations.StaffKey), new ColumnOfOtherKind(_list, Nominations.Return, "a number"),
        new MakeContentType(_list, "1", Nominations.Sudden, null), new RenameContentType(_list, "1", Nominations.Sudden, "0x01"), new OrderContentTypes(_list, "1", ["0x01"]),
        new ShowColumn(_list, "1", Nominations.Sudden, "0x01", Nominations.Award, "2"), new HideColumn(_list, "1", Nominations.Sudden, "0x01", Nominations.Votes, "2"),
        new ShowColumns(_list, "1", "2"), new ShowAgain(_list, "1", "2", "Đã khen thưởng", Nominations.GrantedAward, 1), new AddView(Requests.List, "1", Requests.List.Views[0]), new DrawColumn(UnitReturns.List, "1", UnitReturns.Step),
        new RuleColumn(AwardRegister.List, "1", AwardRegister.MeritYear, Plain), new RuleColumn(UnitReturns.List, "1", UnitReturns.Step, Plain), new RuleList(Rounds.List, "1"),
        new MakeGroup("Thi đua – Mẫu", "Để thử"), new MakeFolder("/sites/tdkt/Dossiers2025/mau"), new CloseFolder("/sites/tdkt/Dossiers2025/mau"),
        new GiveRight(RightsPlace.Of(_list, "1"), "Thi đua – Mẫu", SiteLevel.Contribute), new GiveRight(RightsPlace.Of("/sites/tdkt/Dossiers2025/mau"), "Thi đua – Mẫu", SiteLevel.ContributeAll),
        new TakeRight(RightsPlace.Of(_list, "1"), "Thi đua – Mẫu", 7),
        new LayForm(_list, "1", "0x01", Forms.Of("Nominations").First()), new LayForm(Rounds.List, "1", "0x01", Forms.Of("Rounds").First()), new ShowFor(_list, "1", Nominations.MonthsServed),
        new DescribeColumn(_list, "1", "2", Nominations.Award, "Chọn một"),
        new MakeHome(_home), new ChangeHome(_home, "1", 2), new PublishHome(_home, "1"), new OpenWithHome(_home),
        new AddLink(SiteMenu.Links("/sites/tdkt", 2025)[1], null), new NameHome(1031, "Việc chờ xử lý"), new FileLink(new FoundLink(7, "Đề nghị khen thưởng 2024", "/", []), "Nominations", false),
    ];

    [Fact]
    public void Every_Step_There_Is_Has_Words_Of_Its_Own()
    {
        var kinds = typeof(SiteStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SiteStep)) && !type.IsAbstract);
        Assert.Equal(kinds.Select(type => type.Name).Order(), _steps.Select(step => step.GetType().Name).Distinct().Order());
        var sentences = _steps.Select(new StepWords(2025).Of).ToList();
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Matches(@"^[A-Z].*[^.]\.$", sentence));
        Assert.All(sentences, sentence => Assert.DoesNotContain("{", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_Sentence_Names_List_And_Column_As_The_Site_Shows_Them()
    {
        var words = new StepWords(2025);
        Assert.Equal(
            "List Nominations2025 ('Đề nghị khen thưởng 2025'): column Rating does not offer 'Tốt', 'Xuất sắc'.",
            words.Of(new OfferChoices(_list, "1", "2", Nominations.Rating, ["Tốt", "Xuất sắc"], [], new ChoiceColumn())));
        Assert.Equal(
            "Folder /sites/tdkt/Dossiers2025/mau: group 'Thi đua – Mẫu' lacks the permission level Contribute.",
            words.Of(new GiveRight(RightsPlace.Of("/sites/tdkt/Dossiers2025/mau"), "Thi đua – Mẫu", SiteLevel.Contribute)));
    }

    [Fact]
    public void What_The_Run_Left_Stands_In_The_Message_Line_By_Line() => Assert.Equal(
        "the site still differs after the run:\n  List A.\n  List B.\nNothing was lost; run apply again, and look at these lists if it stays so.",
        new NotAppliedException(["List A.", "List B."]).Message);
}
