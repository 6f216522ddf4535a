using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Routing;

/// <summary>People, mail and subscriptions.</summary>
internal static class DirectoryRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        graph.MapGet("/users", UserEndpoints.All);
        graph.MapGet("/users/{user}", UserEndpoints.Get);
        graph.MapGet("/users/{user}/manager", UserEndpoints.Superior);
        graph.MapPost("/users/{mailbox}/sendMail", MailEndpoints.Send);
        graph.MapPost("/users/{mailbox}/microsoft.graph.sendMail", MailEndpoints.Send);

        graph.MapGet("/subscriptions", SubscriptionEndpoints.All);
        graph.MapPost("/subscriptions", SubscriptionEndpoints.AddAsync);
        graph.MapGet("/subscriptions/{subscription}", SubscriptionEndpoints.Get);
        graph.MapPatch("/subscriptions/{subscription}", SubscriptionEndpoints.ChangeAsync);
        graph.MapDelete("/subscriptions/{subscription}", SubscriptionEndpoints.Remove);
        graph.MapGet("/sites/{site}/lists/{list}/subscriptions", SubscriptionEndpoints.OfList);
        graph.MapPost("/subscriptions/{subscription}/reauthorize", SubscriptionEndpoints.ReauthorizeAsync);
    }
}
