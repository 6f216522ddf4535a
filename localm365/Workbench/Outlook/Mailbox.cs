using EmulationM365.LocalM365.Mail;

namespace EmulationM365.LocalM365.Workbench.Outlook;

/// <summary>What one person finds in Outlook: the mails that came to their address, and those that went out from it and were kept.</summary>
internal sealed class Mailbox(Session session, Person person)
{
    /// <summary>Received mails have been read or not by the address that received them.</summary>
    public string Address { get; } = AddressOf(person);

    public static string AddressOf(Person person) => person.Mail is { Length: > 0 } mail ? mail : person.Upn;

    public static void Mark(Session session, Person person, long mail, bool read)
    {
        if (read) session.Run($"INSERT OR IGNORE INTO mail_read VALUES ({mail}, {AddressOf(person)})");
        else session.Run($"DELETE FROM mail_read WHERE mail = {mail} AND mailbox = {AddressOf(person)}");
    }

    /// <summary>The mails of a folder, newest first, whose subject or sender has the words; letter case and marks on letters do not count.</summary>
    public List<MailLine> Lines(MailFolder folder, string? wanted) =>
    [
        .. session.All(
            $"""
            SELECT id, mailbox, sent, subject, EXISTS (SELECT 1 FROM mail_read r WHERE r.mail = mails.id AND r.mailbox = {Address}) AS seen
            FROM mails WHERE {In(folder)} ORDER BY sent DESC, id DESC
            """,
            row => new MailLine(row.Number("id"), Name(row.Text("mailbox")), row.Text("sent"), row.Text("subject"), folder == MailFolder.Sent || row.Flag("seen")))
            .Where(line => wanted is null || Has(line.Subject, wanted) || Has(line.From, wanted)),
    ];

    public long Unread() => session.Number(
        $"SELECT COUNT(*) FROM mails WHERE {In(MailFolder.Inbox)} AND NOT EXISTS (SELECT 1 FROM mail_read r WHERE r.mail = mails.id AND r.mailbox = {Address})");

    public bool HasSent() => session.Number($"SELECT COUNT(*) FROM mails WHERE {In(MailFolder.Sent)}") > 0;

    /// <summary>A mail, when it lies in the folder.</summary>
    public StoredMail? Find(MailFolder folder, long id) =>
        session.Number($"SELECT COUNT(*) FROM mails WHERE id = {id} AND {In(folder)}") > 0 ? MailStore.Find(session, id) : null;

    /// <summary>The name behind an address, where the directory knows one.</summary>
    public string Name(string address) => Name(session, address);

    public static string Name(Session session, string address) =>
        session.Text($"SELECT displayName FROM people WHERE mail = {address} COLLATE NOCASE OR upn = {address} COLLATE NOCASE") ?? address;

    private FormattableString In(MailFolder folder) => folder == MailFolder.Sent
        ? $"kept = 1 AND (mailbox = {Address} COLLATE NOCASE OR mailbox = {person.Upn} COLLATE NOCASE)"
        : (FormattableString)$"({Names(Address)} OR {Names(person.Upn)})";

    private static FormattableString Names(string address) => $"instr(' ' || lower(recipients) || ' ', ' ' || lower({address}) || ' ') > 0";

    private static bool Has(string text, string wanted) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, wanted, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>Where a mail lies.</summary>
internal enum MailFolder
{
    Inbox,
    Sent,
}

/// <summary>A mail in a list of mails.</summary>
internal sealed record MailLine(long Id, string From, string Sent, string Subject, bool Seen);
