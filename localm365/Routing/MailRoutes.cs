using EmulationM365.LocalM365.Mail;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Mail: sending it, and reading what came.</summary>
internal static class MailRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        graph.MapPost("/users/{mailbox}/sendMail", MailEndpoints.SendAsync);
        graph.MapPost("/users/{mailbox}/microsoft.graph.sendMail", MailEndpoints.SendAsync);
        graph.MapPost("/me/sendMail", MailEndpoints.SendMineAsync);
        graph.MapPost("/me/microsoft.graph.sendMail", MailEndpoints.SendMineAsync);
        // the same routes under a mailbox and under /me
        foreach (var mailbox in new[] { "/users/{mailbox}", "/me" })
        {
            graph.MapGet(mailbox + "/messages", MessageEndpoints.All);
            graph.MapGet(mailbox + "/mailFolders/{folder}/messages", MessageEndpoints.All);
            graph.MapGet(mailbox + "/messages/{message}", MessageEndpoints.Get);
            graph.MapPatch(mailbox + "/messages/{message}", MessageEndpoints.Change);
            graph.MapGet(mailbox + "/messages/{message}/$value", MessageEndpoints.Value);
            graph.MapGet(mailbox + "/messages/{message}/attachments", MessageEndpoints.Attachments);
        }
    }
}
