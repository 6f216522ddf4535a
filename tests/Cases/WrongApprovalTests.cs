using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>
/// Random organisations, delegations and groups of nominees against the rules written a second time, in another way: nobody's answer is taken that may not be.
/// EMULATION_FULL=1 tries 100,000 of them.
/// </summary>
public sealed class WrongApprovalTests
{
    private static readonly int Count = Environment.GetEnvironmentVariable("EMULATION_FULL") == "1" ? 100_000 : 5_000;

    [Fact]
    [Trait("Fault", "48")]
    [Trait("Fault", "50")]
    public void In_No_Organisation_Is_An_Answer_Taken_From_Somebody_Who_May_Not_Give_It()
    {
        var (taken, deputies, refused, nobody) = (0, 0, 0, 0);
        for (var seed = 0; seed < Count; seed++)
        {
            var organisation = new Organisation(seed);
            var may = organisation.Staff.Where(person => person.ObjectId.Length > 0 && MayAnswer(organisation, person)).Select(person => person.ObjectId).Order(StringComparer.Ordinal).ToList();
            var does = organisation.Staff.Where(person => Answering.Refusal(organisation.State, organisation.AnswerOf(person)) is null).ToList();
            Assert.True(may.SequenceEqual(does.Select(person => person.ObjectId).Order(StringComparer.Ordinal)), $"seed {seed}: may [{string.Join(", ", may)}], does [{string.Join(", ", does.Select(person => person.ObjectId))}]");
            // Whoever is asked may answer, and whoever may answer is asked: one truth.
            Assert.Equal(may, organisation.Roster.Asked(organisation.State, organisation.State.Request!).Select(person => person.ObjectId).Order(StringComparer.Ordinal));
            taken += does.Count;
            deputies += does.Count(person => Moving.ActsFor(organisation.State, organisation.AnswerOf(person)) is not null);
            refused += organisation.Staff.Count - does.Count;
            nobody += may.Count == 0 ? 1 : 0;
        }

        // The organisations are such that everything happens.
        Assert.True(taken > Count / 4 && deputies > Count / 50 && refused > Count && nobody > Count / 20, $"{taken} taken, {deputies} of them by deputies, {refused} refused, {nobody} without anybody");
    }

    /// <summary>The rules once more, plainly and from the lists alone.</summary>
    private static bool MayAnswer(Organisation world, Holder person)
    {
        if (!world.Staff.Any(one => one.ObjectId == person.ObjectId && one.Enabled)) return false;
        var (ownReturn, nominees) = (world.State is ReturnState, world.Nominees.ToHashSet());
        bool Interested(Holder one) => nominees.Contains(one.StaffKey) || (ownReturn && one.ObjectId == world.BroughtIn);
        bool Barred(Holder one) => (ownReturn && one.ObjectId == world.BroughtIn) || (nominees.Contains(one.StaffKey) && world.Kind is "appraise" or "direct" or "record_decision" or "council" or "upper_decision" or "recover");
        var asks = world.Kind switch { "confirm" => "head", "direct" or "sign" => "director", _ => "office" };
        bool Holds(Holder one) => one.Role == asks && (world.Kind != "confirm" || one.UnitKey == "u1");
        var represented = StoodInFor(world, person);
        if (represented.Concat([person]).Any(Barred)) return false;
        if (Holds(person)) return !Deputies(world, person).Any(deputy => !Interested(deputy) && !StoodInFor(world, deputy).Any(Interested));
        return represented.Any(Holds) && !Interested(person) && !represented.Any(Interested);
    }

    private static List<Holder> StoodInFor(Organisation world, Holder person) => [.. world.Staff.Where(giver => Deputies(world, giver).Contains(person))];

    private static List<Holder> Deputies(Organisation world, Holder giver)
    {
        bool There(Holder one) => one is { Enabled: true, ObjectId.Length: > 0 };
        var today = world.Delegations.Where(one => (one.ValidFrom ?? DateOnly.MinValue) <= Organisation.Today && (one.ValidTo ?? DateOnly.MaxValue) >= Organisation.Today).ToList();
        return !There(giver) ? [] : [.. world.Staff.Where(taker => taker != giver && There(taker)
            && today.Any(one => one.From == giver.StaffKey && one.To == taker.StaffKey) && !today.Any(one => one.From == taker.StaffKey))];
    }
}
