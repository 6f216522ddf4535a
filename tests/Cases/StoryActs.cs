using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>A story with people around it, for tests: its writer, who made the item, and the office, which reads.</summary>
internal sealed class StoryActs() : Played<StoryState>(new StoryState("d-2025-000012"))
{
    public static readonly DateTimeOffset Start = Returns.Start;

    /// <summary>A story that lacks nothing.</summary>
    public static StoryContent Content { get; } = new("Cán bộ mẫu Mười Hai", "person", "u1", "Vớt người bị nạn trong đêm lũ.\n- Không ngại khó")
    {
        IntroductionNumber = "05/GT-MAU", IntroductionDate = new DateOnly(2025, 11, 10), StaffKey = "nv12", Movement = "Phong trào mẫu", MovementNews = "https://mau.example/sites/tintuc/SitePages/p.aspx",
        Award = new StoryAward("r-2025-000007-line-11", "giay_khen", "12/QĐ-SLĐ", new DateOnly(2025, 11, 1), "Sở", "https://mau.example/sites/tintuc/SitePages/q.aspx"),
        Images = [new StoryImage("a.jpg", "Anh Mười Hai nhận hoa", new string('a', 64), "jpg")],
    };

    public static StoryReading Reading(StoryContent? content = null, bool consent = true, bool own = true, bool straight = false) => new(content ?? Content, consent, own, straight);

    public static IntroduceStory Introduce(StoryReading? story = null, string id = "i1", Actor? actor = null) => new(id, actor ?? Returns.Clerk, "list", Start, story ?? Reading());

    public static PublishStory Publish(StoryReading? story = null, string id = "p1", Actor? actor = null) => new(id, actor ?? Returns.Office, "list", Start.AddHours(1), story ?? Reading(own: false));

    public static ChangeStory Change(StoryReading story, string id = "c1", Actor? actor = null) => new(id, actor ?? Returns.Office, "list", Start.AddHours(2), story);

    public static WithdrawStory Withdraw(string id = "w1", string because = "") => new(id, Returns.Clerk, "list", Start.AddHours(3), because);

    /// <summary>A story on which these commands were taken; each must be accepted.</summary>
    public static StoryActs After(params Command[] commands)
    {
        var story = new StoryActs();
        story.TakeAll(commands);
        return story;
    }

    /// <summary>The events to which a random walk comes.</summary>
    public static IReadOnlyList<RecordedEvent> Play(Random random)
    {
        var story = new StoryActs();
        for (var act = 1; act <= random.Next(2, 14); act++)
        {
            var content = Content with { Text = $"Bài mẫu {random.Next(4)}", Images = random.Next(2) == 0 ? Content.Images : null, Award = random.Next(2) == 0 ? Content.Award : null };
            var reading = Reading(content, random.Next(6) > 0, random.Next(2) == 0, random.Next(8) == 0);
            story.Take(random.Next(6) switch
            {
                0 or 1 => Introduce(reading, $"g{act}"),
                2 or 3 => Publish(reading, $"g{act}"),
                4 => Change(reading, $"g{act}", random.Next(2) == 0 ? Returns.Office : Returns.Clerk),
                _ => Withdraw($"g{act}", random.Next(2) == 0 ? "Sai tên" : ""),
            });
        }

        return story.Events;
    }
}
