using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Routing;

/// <summary>People, groups and subscriptions.</summary>
internal static class DirectoryRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        People(graph);
        Groups(graph);

        graph.MapGet("/subscriptions", SubscriptionEndpoints.All);
        graph.MapPost("/subscriptions", SubscriptionEndpoints.AddAsync);
        graph.MapGet("/subscriptions/{subscription}", SubscriptionEndpoints.Get);
        graph.MapPatch("/subscriptions/{subscription}", SubscriptionEndpoints.ChangeAsync);
        graph.MapDelete("/subscriptions/{subscription}", SubscriptionEndpoints.Remove);
        graph.MapGet("/sites/{site}/lists/{list}/subscriptions", SubscriptionEndpoints.OfList);
        graph.MapPost("/subscriptions/{subscription}/reauthorize", SubscriptionEndpoints.ReauthorizeAsync);
    }

    private static void People(RouteGroupBuilder graph)
    {
        graph.MapGet("/users", UserEndpoints.All);
        graph.MapGet("/users/$count", UserEndpoints.Count);
        graph.MapGet("/users/{user}", UserEndpoints.Get);
        graph.MapGet("/users/{user}/manager", UserEndpoints.Superior);
        graph.MapGet("/users/{user}/memberOf", EntraGroupEndpoints.Of);
        graph.MapGet("/users/{user}/transitiveMemberOf", EntraGroupEndpoints.TransitiveOf);
        graph.MapPost("/users/{user}/checkMemberGroups", EntraGroupEndpoints.Check);
        graph.MapGet("/me", UserEndpoints.Me);
        graph.MapGet("/me/manager", UserEndpoints.MySuperior);
        graph.MapGet("/me/memberOf", EntraGroupEndpoints.Mine);
        graph.MapGet("/me/transitiveMemberOf", EntraGroupEndpoints.MineTransitive);
    }

    private static void Groups(RouteGroupBuilder graph)
    {
        graph.MapGet("/groups", EntraGroupEndpoints.All);
        graph.MapGet("/groups/{group}", EntraGroupEndpoints.Get);
        graph.MapGet("/groups/{group}/members", EntraGroupEndpoints.Members);
        graph.MapGet("/groups/{group}/members/{type:regex(^microsoft\\.graph\\.)}", EntraGroupEndpoints.MembersOfType);
        graph.MapPost("/groups/{group}/members/$ref", EntraGroupEndpoints.AddMember);
        graph.MapDelete("/groups/{group}/members/{member}/$ref", EntraGroupEndpoints.RemoveMember);
        graph.MapGet("/groups/{group}/transitiveMembers", EntraGroupEndpoints.TransitiveMembers);
        graph.MapGet("/groups/{group}/transitiveMembers/{type:regex(^microsoft\\.graph\\.)}", EntraGroupEndpoints.TransitiveMembersOfType);
    }
}
