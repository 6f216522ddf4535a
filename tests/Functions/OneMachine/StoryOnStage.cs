using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A story of a department, with whoever writes it, whoever reads it, and what readers of the news site have of it.</summary>
public abstract class StoryOnStage : PeopleOnStage
{
    private protected const int Clerk = 3;
    private protected const int Office = 5;
    private const string Name = "Cán bộ mẫu 14";
    private protected static readonly Place Story = new(Stories.List, "Title", Name);

    private protected Task<JObject> AddAsync() => _people.As(Clerk).AddAsync(Stories.List, new JObject
    {
        ["Title"] = Name, ["Year"] = 2025, ["UnitKey"] = "chuyen-mon-1", ["Kind"] = Stories.Kind.Word("person"), ["StaffKey"] = "NV014", ["Consent"] = true,
        ["Story"] = "Anh Cán bộ mẫu 14 <script>alert(1)</script>đã cứu người.\n- Không ngại khó\n- Không ngại khổ", ["Proof"] = "Biên bản riêng", ["IntroductionNumber"] = "07/GT-MAU", ["IntroductionDate"] = "2025-06-05T00:00:00Z",
    }, Cancel);

    private protected async Task PublishedAsync()
    {
        await AddAsync();
        await PressAsync("introduce", Clerk);
        await PressAsync("publish", Office);
        Assert.Single(await PagesAsync());
    }

    /// <summary>Somebody presses a button, and reads what the item says then.</summary>
    private protected async Task<string> PressAsync(string step, int who)
    {
        await ChangeAsync(new JObject { ["Step"] = Stories.Step.Word(step) }, who);
        var item = await ItemAsync();
        Assert.Equal(Stories.Step.Word("draft"), (string?)item["Step"]);
        return (string)item["SystemNote"]!;
    }

    private protected async Task ChangeAsync(JObject fields, int who)
    {
        await _people.As(who).ChangeAsync(Stories.List, await _people.FindAsync(who, Story, Cancel), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private protected async Task<JObject> ItemAsync() => (JObject)(await _people.FindAsync(Office, Story, Cancel))["fields"]!;

    private protected Task<IReadOnlyList<JObject>> PagesAsync() => NewsAsync("dien-hinh-d-");

    private protected async Task<JObject> ExemplarsAsync() => Assert.Single(await NewsAsync("guong-dien-hinh-2025"), page => ((string)page["name"]!).EndsWith("guong-dien-hinh-2025.aspx", StringComparison.Ordinal));
}
