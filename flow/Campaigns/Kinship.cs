namespace EmulationM365.Campaigns;

/// <summary>Two people of one family, as one of them has declared it. It holds both ways and binds nobody else: families are not followed from person to person.</summary>
/// <param name="One">Staff number.</param>
/// <param name="Other">Staff number.</param>
public sealed record Kinship(string One, string Other);
