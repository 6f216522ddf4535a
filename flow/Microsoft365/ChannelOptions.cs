namespace EmulationM365.Microsoft365;

/// <summary>
/// The ways of answering that the tenant must allow before they work. Off until its admin has approved the provider (Outlook) and the app (Teams): a card that nobody may answer is worse than
/// none. Mail with a link, the page and the list work without them. Section <c>Channels</c>.
/// </summary>
public sealed class ChannelOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Channels";

    /// <summary>Mails that ask carry a card that can be answered in Outlook.</summary>
    public bool Outlook { get; set; }

    /// <summary>Who is asked gets a card from the bot in Teams.</summary>
    public bool Teams { get; set; }
}
