using EmulationM365.Registers;
using EmulationM365.Rules;

namespace EmulationM365.Tests.Registers;

/// <summary>Registers of an invented unit, and lines that meet their standard by themselves.</summary>
internal static class Books
{
    public static readonly DateOnly Today = new(2025, 12, 10);
    public static readonly Nominee Who = new("NV01", "a", "Cán bộ mẫu 01");

    /// <summary>A line on which the clerk typed everything.</summary>
    public static Facts Line(string award) => new()
    {
        Award = award, Year = 2025, Regime = "civil", PersonType = "vien_chuc", Rating = "tot", Discipline = "none", PendingCase = false, EmulationParticipation = true, MonthsServed = 12,
        NewRecruit = false, ReceivedByAppraiserAt = Today,
    };

    public static RegisterBook Book(
        IReadOnlyList<AwardRow>? awards = null, IReadOnlyList<ResultRow>? results = null, IReadOnlyList<InitiativeRow>? initiatives = null, IReadOnlyList<RegistrationRow>? registrations = null,
        IReadOnlyList<StaffRow>? staff = null, int? from = null, IReadOnlyList<CriterionRow>? criteria = null) =>
        new(awards ?? [], results ?? [], initiatives ?? [], registrations ?? [], staff ?? [new("NV01", "a", "Cán bộ mẫu 01"), new("NV02", "a", "Cán bộ mẫu 02")])
        {
            AwardsCompleteFrom = from, Criteria = criteria ?? [], UnitNames = new Dictionary<string, string> { ["a"] = "Phòng mẫu", ["b"] = "Phòng khác mẫu" },
        };

    public static AwardRow Award(string award, int year, string validity = "valid", string number = "1/QĐ-MAU", string key = "NV01") =>
        new(key, "a", "Cán bộ mẫu 01", award, year, number, number.Length == 0 ? null : new DateOnly(year, 12, 1), validity);

    public static ResultRow Result(string? rating, string? discipline, int year = 2025, string key = "NV01") => new(key, "a", year, rating, discipline);

    public static InitiativeRow Initiative(string recognition, string? scope = "unit", bool paper = true, int year = 2025, string key = "NV01") => new(key, year, recognition, scope, paper);

    public static Verdict Judge(Facts line, RegisterBook book, Nominee? who = null) => OpenVerdict.Of(RegisterFacts.Join(line, who ?? Who, book, Today));
}
