namespace EmulationM365.LocalM365.Files;

/// <summary>Checking a file out, so that nobody else writes it, and in again. What others read in between is not held back here.</summary>
internal static class CheckoutEndpoints
{
    public static IResult Out(GraphCall call, string drive, string item) => Done(call, drive, item, (open, file) => FileLocks.Take(open, file.Id));

    public static IResult In(GraphCall call, string drive, string item) => Done(call, drive, item, (open, file) =>
    {
        if (!FileLocks.Return(open, file.Id)) throw Refused.Invalid("The file is not checked out.");
    });

    private static IResult Done(GraphCall call, string drive, string item, Action<OpenedList, Item> act)
    {
        call.Write(session =>
        {
            var open = DriveAccess.Open(call, session, drive);
            var id = DriveAccess.Find(open, item);
            if (FileStore.Node(session, open.List, id) is not { Folder: false }) throw Refused.Invalid("Only a file is checked out or in.");
            act(open, open.Item(id, toWrite: true));
            return true;
        });
        return Results.NoContent();
    }
}
