using EmulationM365.LocalM365.Faults;
using EmulationM365.LocalM365.Faults.Kinds;

namespace EmulationM365.LocalM365.Control;

/// <summary><c>/_local/faults</c>, and what an owner or an accident does at once: <c>/_local/schema</c>, <c>/_local/subscriptions</c>.</summary>
internal static class FaultEndpoints
{
    public static IResult Get(Tenant tenant) => Wire.Plain(tenant.Faults.Read());

    /// <summary>Puts a script in force. One that is wrong anywhere is refused with a sentence, and the one in force stays.</summary>
    public static async Task<IResult> PutAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        tenant.Faults.Set(await ControlEndpoints.ReadAsync(request, cancellationToken));
        return Get(tenant);
    }

    public static IResult Clear(Tenant tenant)
    {
        tenant.Faults.Clear();
        return Results.NoContent();
    }

    /// <summary>Lets held requests go; with <c>held</c> in the query not before so many are held.</summary>
    public static async Task<IResult> ReleaseAsync(Tenant tenant, int? held, CancellationToken cancellationToken)
    {
        if (held is { } count) await tenant.Faults.Gate.WhenHeldAsync(count, cancellationToken);
        return Wire.Plain(new JsonObject { ["released"] = tenant.Faults.Gate.Release() });
    }

    public static async Task<IResult> EditSchemaAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var members = new RuleMembers("The schema edit", await ControlEndpoints.ReadAsync(request, cancellationToken));
        var edit = SchemaEdit.Read(members);
        members.Done();
        edit.Apply(tenant);
        return Results.NoContent();
    }

    /// <summary>Ends subscriptions without telling anybody: <c>remove</c>, or <c>expire</c>.</summary>
    public static async Task<IResult> EndSubscriptionsAsync(HttpRequest request, Tenant tenant, CancellationToken cancellationToken)
    {
        var members = new RuleMembers("The end of subscriptions", await ControlEndpoints.ReadAsync(request, cancellationToken));
        var action = members.OneOf("action", "remove", "remove", "expire");
        var (list, subscription) = (members.Text("listId"), members.Text("subscription"));
        members.Done();
        return Wire.Plain(new JsonObject { ["ended"] = SubscriptionFault.End(tenant, action == "expire", list, subscription) });
    }

    /// <summary>How notifications stand: delivered, dropped, waiting for a moment of the tenant, and how slow each receiver has been.</summary>
    public static IResult Notifications(Tenant tenant) => Wire.Plain(tenant.Doorbell.Read());
}
