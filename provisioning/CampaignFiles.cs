using EmulationM365.Campaigns;

namespace EmulationM365.Provisioning;

/// <summary>Finds the seed of a year on disk.</summary>
public static class CampaignFiles
{
    /// <summary>Reads the campaign of a year from <c>campaigns/YEAR</c> beside the program.</summary>
    /// <exception cref="SeedException">There is none, or it cannot be used.</exception>
    public static Campaign Load(int year) => Load(Path.Combine(AppContext.BaseDirectory, "campaigns", $"{year}"));

    /// <summary>Reads the campaign in a folder.</summary>
    /// <exception cref="SeedException">It cannot be used.</exception>
    public static Campaign Load(string folder) => Directory.Exists(folder)
        ? CampaignSeed.Read(Directory.GetFiles(folder, "*.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText))
        : throw new SeedException([new SeedFault(Path.GetFileName(folder), "", "there is no campaign of that year under campaigns/")]);
}
