using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Effects;

/// <summary>The settings lists as they might be read, for tests.</summary>
internal static class References
{
    /// <summary>Unit u1, round r1, a head, an office member without account, and these settings.</summary>
    public static Reference With(params (string Key, string Value)[] settings) => new(
        new Dictionary<string, Unit> { ["u1"] = new("u1", "Phòng Một <b>", "department", []) },
        new Dictionary<string, Round> { ["r1"] = new("r1", "Đợt 1", new DateOnly(2025, 11, 17), new DateOnly(2025, 12, 5)) },
        [
            Member("nv02", "u1", "head", true), Member("nv05", "u1", "head", false), Member("nv06", "u2", "head", true), Member("nv03", "u2", "office", true),
            new StaffMember("nv09", "Không tài khoản", "u1", "head", null),
        ],
        new DatedSettings(settings.Select(setting => new Setting(setting.Key, "", setting.Value, "", true, null, null, null))), new DateOnly(2025, 12, 1));

    private static StaffMember Member(string key, string unit, string role, bool enabled) =>
        new(key, key, unit, role, new Person("o-" + key, key, key + "@example.test", key + "@example.test", enabled, 1));
}
