using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Libraries;
using EmulationM365.LocalM365.Workbench.Machine;
using EmulationM365.LocalM365.Workbench.News;
using EmulationM365.LocalM365.Workbench.Outlook;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Pages beside the lists: mail, libraries, news, and the machine itself.</summary>
internal static class WorkbenchPlaces
{
    public static void Map(WebApplication app)
    {
        Mail(app);
        TeamsRoutes.Pages(app);
        Machine(app);
        app.MapGet("/sites/{name}/SitePages/{page}", Visit.For(NewsPages.Page));
        app.MapGet("/sites/{name}/_layouts/15/news.aspx", Visit.For(NewsPages.News));
        Libraries(app);
    }

    private static void Mail(WebApplication app)
    {
        app.MapGet("/outlook", Visit.For(OutlookPages.Inbox));
        app.MapGet("/outlook/{mail}", Visit.For(OutlookPages.Received));
        app.MapPost("/outlook/{mail}/press", Visit.For(CardPane.PressAsync));
        app.MapPost("/outlook/{mail}/unread", Visit.For(OutlookPages.MarkUnread));
        app.MapGet("/outlook/{mail}/attachments/{number}", Visit.For(OutlookPages.Attachment));
        app.MapGet("/outlook/sent", Visit.For(OutlookPages.Sent));
        app.MapGet("/outlook/sent/{mail}", Visit.For(OutlookPages.SentMessage));
        app.MapGet("/outlook/sent/{mail}/attachments/{number}", Visit.For(OutlookPages.SentAttachment));
    }

    private static void Machine(WebApplication app)
    {
        app.MapGet("/machine", Visit.For(MachinePages.ShowAsync));
        app.MapPost("/machine/clock", Visit.For(ClockPanel.PostAsync));
        app.MapPost("/machine/meter", Visit.For(MeterPanel.PostAsync));
        app.MapPost("/machine/faults", Visit.For(FaultPanel.PostAsync));
        app.MapGet("/machine/people", Visit.For(PeoplePages.Show));
        app.MapPost("/machine/people", Visit.For(PeoplePages.PostAsync));
        app.MapGet("/machine/sites", Visit.For(GrantPages.Show));
        app.MapGet("/machine/mails", Visit.For(MailPages.All));
        app.MapGet("/machine/mails/{mail}", Visit.For(MailPages.One));
        app.MapGet("/machine/mails/{mail}/attachments/{number}", Visit.For(MailPages.Attachment));
    }

    private static void Libraries(WebApplication app)
    {
        const string library = "/sites/{name}/{library}";
        app.MapGet(library, Visit.For(LibraryPages.Root));
        app.MapGet(library + "/Forms/AllItems.aspx", Visit.For(LibraryPages.Folder));
        app.MapPost(library + "/Forms/Upload.aspx", Visit.For(UploadForm.PostAsync));
        app.MapPost(library + "/Forms/NewFolder.aspx", Visit.For(PlaceForms.AddFolderAsync));
        app.MapGet(library + "/Forms/Rename.aspx", Visit.For(PlaceForms.Rename));
        app.MapPost(library + "/Forms/Rename.aspx", Visit.For(PlaceForms.RenameAsync));
        app.MapGet(library + "/Forms/Delete.aspx", Visit.For(PlaceForms.Delete));
        app.MapPost(library + "/Forms/Delete.aspx", Visit.For(PlaceForms.DeleteAsync));
        // what Graph calls the webUrl of a file
        app.MapGet(library + "/{**path}", Visit.For(FileContent.Get));
    }
}
