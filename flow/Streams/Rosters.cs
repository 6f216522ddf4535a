using System.Runtime.CompilerServices;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;

namespace EmulationM365.Streams;

/// <summary>The people of the settings lists as those who decide need them.</summary>
public static class Rosters
{
    private static readonly ConditionalWeakTable<Reference, Roster> Made = [];

    /// <summary>Who is who on the day on which the lists were read.</summary>
    public static Roster Roster(this Reference reference) => Made.GetValue(reference, Of);

    private static Roster Of(Reference read)
    {
        var staff = read.Staff.Where(member => member.Account is not null)
            .Select(member => new Holder(member.StaffKey, member.Account!.ObjectId, member.Name, member.UnitKey, member.Role, member.Account.Enabled)).ToList();
        return new Roster(staff, read.Delegations, read.Today, new Ties(staff, read.Kinships, read.Settings.IsYes(HeadsBarred, read.Today)));
    }

    /// <summary>Heads conclude nothing on lines of their own unit.</summary>
    private const string HeadsBarred = "conflict.unitHead";

    /// <summary>The people behind those who are asked, with accounts to write to.</summary>
    public static IReadOnlyList<StaffMember> Behind(this Reference reference, IEnumerable<Addressee> people) =>
        [.. people.Select(person => reference.Behind(person.ObjectId)).OfType<StaffMember>()];
}
