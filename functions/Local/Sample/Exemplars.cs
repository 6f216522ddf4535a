using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;
using static EmulationM365.Functions.Local.Sample.Script;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>
/// Exemplars of the year: one after a sudden brave act that was commended, one whose text is mended after it was published, one whose person takes the consent back, a model that is withdrawn,
/// and one whose award is cancelled in the end.
/// </summary>
internal static class Exemplars
{
    private const int Office = 5;

    public static IEnumerable<ScriptStep> Steps() =>
    [
        // The system has begun it with the decision; the office tells what happened, and asks the person first.
        new("story-deed", On(8, 21, 9), (people, token) => people.EditStoryAsync("story-deed", Office, "Cán bộ mẫu 27", new JObject
        {
            ["Story"] = "Việc làm mẫu, kể ngắn gọn để mọi người học theo.\n- Không ngại khó\n- Không ngại khổ", ["Consent"] = true, ["Step"] = Stories.Step.Word("publish"),
        }, "StoryPublished", token)),
        .. Told("story-person", 9, 10, 3, "Cán bộ mẫu 14", Facts("person", "chuyen-mon-1", "NV014", "07/GT-MAU")),
        new("story-person-edit", On(9, 22, 9), (people, token) => people.EditStoryAsync("story-person-edit", 3, "Cán bộ mẫu 14", new JObject { ["Story"] = "Ba lần nhường suất, hai lần cứu người (bài mẫu đã sửa).\n- Không ngại khó" }, "StoryIntroduced", token)),
        new("story-person-again", On(9, 23, 9), (people, token) => people.StoryStepAsync("story-person-again", Office, "Cán bộ mẫu 14", "publish", "StoryPublished", token)),
        .. Told("story-collective", 10, 8, 17, "Tổ chăm sóc mẫu", Facts("collective", "chuyen-mon-2", null, "11/GT-MAU")),
        new("story-collective-consent", On(11, 3, 9), (people, token) => people.EditStoryAsync("story-collective-consent", 17, "Tổ chăm sóc mẫu", new JObject { ["Consent"] = false }, "ConsentTakenBack", token)),
        .. Told("story-model", 10, 15, 21, "Mô hình vườn rau mẫu", Facts("model", "chuyen-mon-3", null, "12/GT-MAU")),
        new("story-model-withdraw", On(11, 18, 9), (people, token) => people.StoryStepAsync("story-model-withdraw", 21, "Mô hình vườn rau mẫu", "withdraw", "StoryWithdrawn", token)),
    ];

    /// <summary>A clerk introduces, and the office reads and publishes the day after.</summary>
    private static IEnumerable<ScriptStep> Told(string step, int month, int day, int clerk, string title, JObject facts)
    {
        yield return new($"{step}-introduce", On(month, day, 9), (people, token) => people.IntroduceAsync($"{step}-introduce", clerk, title, facts, token));
        yield return new($"{step}-publish", On(month, day + 1, 9), (people, token) => people.StoryStepAsync($"{step}-publish", Office, title, "publish", "StoryPublished", token));
    }

    private static JObject Facts(string kind, string unit, string? staff, string introduction)
    {
        var facts = new JObject
        {
            ["Year"] = 2025, ["Kind"] = Stories.Kind.Word(kind), ["UnitKey"] = unit, ["Consent"] = true, ["Story"] = "Việc làm mẫu, kể ngắn gọn để mọi người học theo.\n- Không ngại khó\n- Không ngại khổ", ["Proof"] = "Biên bản mẫu, không công bố",
        };
        if (staff is not null) facts["StaffKey"] = staff;
        (facts["IntroductionNumber"], facts["IntroductionDate"]) = (introduction, "2025-08-18T00:00:00Z");
        return facts;
    }

    private static async Task IntroduceAsync(this Actors people, string step, int clerk, string title, JObject facts, CancellationToken cancellationToken)
    {
        var there = await people.As(clerk).ItemsAsync(Stories.List, null, cancellationToken);
        if (there.All(item => (string?)item["fields"]!["Title"] != title))
        {
            var item = await people.As(clerk).AddAsync(Stories.List, new JObject(facts) { ["Title"] = title, ["AltText"] = "Ảnh mẫu: trao quyết định\nẢnh mẫu: buổi gặp mặt" }, cancellationToken);
            for (var at = 1; at <= 2; at++) await people.As(clerk).AttachAsync(Stories.List, (string)item["id"]!, $"anh-{at}.png", SamplePicture.Png(clerk + at), cancellationToken);
        }

        await people.StoryStepAsync(step, clerk, title, "introduce", "StoryIntroduced", cancellationToken);
    }

    /// <summary>Somebody presses a button, and looks whether the item then says that it was taken.</summary>
    private static Task StoryStepAsync(this Actors people, string step, int who, string title, string wanted, string told, CancellationToken cancellationToken) =>
        people.EditStoryAsync(step, who, title, new JObject { ["Step"] = Stories.Step.Word(wanted) }, told, cancellationToken);

    private static async Task EditStoryAsync(this Actors people, string step, int who, string title, JObject fields, string told, CancellationToken cancellationToken)
    {
        var place = Place.Own(Stories.List, title);
        var item = await people.FindAsync(who, place, cancellationToken);
        var stage = told switch { "StoryIntroduced" => "ready", "StoryPublished" => "published", _ => "withdrawn" };
        if ((string?)item["fields"]!["Stage"] != Stories.Stage.Word(stage))
        {
            await people.As(who).ChangeAsync(Stories.List, item, fields, cancellationToken);
            await people.SettleAsync(cancellationToken);
            item = await people.FindAsync(who, place, cancellationToken);
        }

        if ((string?)item["fields"]!["Stage"] != Stories.Stage.Word(stage)) throw new RehearsalException($"{step}: not taken: {item["fields"]!["SystemNote"]}");
        people.Told(step, who, (string)item["fields"]!["CaseId"]!, told);
    }
}
