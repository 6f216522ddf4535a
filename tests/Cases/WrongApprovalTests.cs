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
        var (taken, deputies, refused, nobody, family, heads) = (0, 0, 0, 0, 0, 0);
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
            var reasons = organisation.Staff.Select(person => Answering.Refusal(organisation.State, organisation.AnswerOf(person))?.Refusal?.Key).ToList();
            family += reasons.Count(key => key == "refuse.family");
            heads += reasons.Count(key => key is "refuse.ownUnit") + (organisation.HeadsBarred ? reasons.Count(key => key is "refuse.deputyInterested") : 0);
        }

        var seen = $"{taken} taken, {deputies} of them by deputies, {refused} refused, {nobody} without anybody, {family} by family, {heads} perhaps by unit";
        TestContext.Current.TestOutputHelper?.WriteLine(seen);
        // The organisations are such that everything happens.
        Assert.True(taken > Count / 4 && deputies > Count / 50 && refused > Count && nobody > Count / 20 && family > Count / 200 && heads > Count / 200, seen);
    }

    [Fact]
    [Trait("Fault", "50")]
    public void In_No_Organisation_Does_Somebody_Act_On_A_List_Who_Has_An_Interest_In_It()
    {
        var (done, refused, family) = (0, 0, 0);
        for (var seed = 0; seed < Count; seed++)
        {
            var organisation = new Organisation(seed);
            if (organisation.Nominees.Count == 0) continue;
            foreach (var person in organisation.Staff.Where(person => person.ObjectId.Length > 0))
            {
                foreach (var (what, ruling) in organisation.ActsOf(person))
                {
                    var may = MayAct(organisation, person, what);
                    Assert.True(may == ruling.Event is not null, $"seed {seed}: {person.ObjectId} {what}: may {may}, {ruling.Refusal?.Key}");
                    done += may ? 1 : 0;
                    refused += ruling.Refusal is { Key: "refuse.ownLine" or "refuse.standsInForInterested" or "refuse.ownComment" } ? 1 : 0;
                    family += ruling.Refusal?.Key == "refuse.family" ? 1 : 0;
                }
            }
        }

        var seen = $"{done} done, {refused} refused, {family} by family";
        TestContext.Current.TestOutputHelper?.WriteLine(seen);
        Assert.True(done > Count / 2 && refused > Count / 4 && family > Count / 20, seen);
    }

    /// <summary>The rules once more, plainly and from the lists alone.</summary>
    private static bool MayAnswer(Organisation world, Holder person)
    {
        if (!world.Staff.Any(one => one.ObjectId == person.ObjectId && one.Enabled)) return false;
        var (ownReturn, concludes) = (world.State is ReturnState, world.Kind is "appraise" or "direct" or "record_decision" or "council" or "upper_decision" or "recover");
        bool Sent(Holder one) => ownReturn && one.ObjectId == world.BroughtIn;
        bool Listed(Holder one) => world.Nominees.Contains(one.StaffKey);
        bool KinSent(Holder one) => world.Staff.Any(other => Sent(other) && Kin(world, one, other.StaffKey));
        bool KinListed(Holder one) => world.Nominees.Any(key => Kin(world, one, key));
        bool OwnUnit(Holder one) => world.HeadsBarred && one.Role == "head" && world.Kind is not ("confirm" or "receive" or "dispatch")
            && Enumerable.Range(0, world.Nominees.Count).Any(line => world.UnitOf(line) == one.UnitKey);
        bool Interested(Holder one) => Listed(one) || Sent(one) || KinSent(one) || KinListed(one) || OwnUnit(one);
        bool Barred(Holder one) => Sent(one) || KinSent(one) || OwnUnit(one) || (concludes && (Listed(one) || KinListed(one)));
        var asks = world.Kind switch { "confirm" => "head", "direct" or "sign" => "director", _ => "office" };
        bool Holds(Holder one) => one.Role == asks && (world.Kind != "confirm" || one.UnitKey == "u1");
        var represented = StoodInFor(world, person);
        if (represented.Concat([person]).Any(Barred)) return false;
        if (Holds(person)) return !Deputies(world, person).Any(deputy => !Interested(deputy) && !StoodInFor(world, deputy).Any(Interested));
        return represented.Any(Holds) && !Interested(person) && !represented.Any(Interested);
    }

    /// <summary>The office acts, and of the office nobody with an interest, own, of the family, or of somebody for whom they stand in; nobody answers the own comment.</summary>
    private static bool MayAct(Organisation world, Holder person, string what) => person is { Enabled: true, Role: "office" }
        && !(what == "reply" && world.Comment.ActorId == person.ObjectId)
        && !StoodInFor(world, person).Concat([person]).Any(one => world.Nominees.Any(key => key == one.StaffKey || Kin(world, one, key)));

    private static bool Kin(Organisation world, Holder one, string key) => world.FamilyCounts && key != one.StaffKey
        && world.Families.Any(kin => (kin.One == one.StaffKey && kin.Other == key) || (kin.Other == one.StaffKey && kin.One == key));

    private static List<Holder> StoodInFor(Organisation world, Holder person) => [.. world.Staff.Where(giver => Deputies(world, giver).Contains(person))];

    private static List<Holder> Deputies(Organisation world, Holder giver)
    {
        bool There(Holder one) => one is { Enabled: true, ObjectId.Length: > 0 };
        var today = world.Delegations.Where(one => (one.ValidFrom ?? DateOnly.MinValue) <= Organisation.Today && (one.ValidTo ?? DateOnly.MaxValue) >= Organisation.Today).ToList();
        return !There(giver) ? [] : [.. world.Staff.Where(taker => taker != giver && There(taker)
            && today.Any(one => one.From == giver.StaffKey && one.To == taker.StaffKey) && !today.Any(one => one.From == taker.StaffKey))];
    }
}
