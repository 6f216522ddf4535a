using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>Subscriptions vanish, or end before their time. Nobody is told.</summary>
internal sealed class SubscriptionFault(string name, string? list, string? subscription) : RequestFault(name)
{
    public static SubscriptionFault Read(RuleMembers members, string name) => new(name, members.Text("listId"), members.Text("subscription"));

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        End(struck.Tenant, Name == "subscriptionExpired", list, subscription);
        return Task.FromResult(Fate.GoesOn);
    }

    /// <summary>Ends all that are meant: of a list, one by its id, or every one.</summary>
    public static int End(Tenant tenant, bool expires, string? list, string? subscription)
    {
        var now = tenant.Clock.Now;
        return tenant.Database.Write(session =>
        {
            var number = list is null ? 0 : ListStore.ByGuid(session, list.ToLowerInvariant())?.Id ?? throw Refused.NotFound($"No list has the id '{list}'.");
            return SubscriptionStore.End(session, number, subscription, expires ? now : null);
        });
    }
}
