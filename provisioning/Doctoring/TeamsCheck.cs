using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>Whether the bot can do its work: its settings are whole, it signs in, and its app is in the organisation's catalog. Nobody is written to.</summary>
/// <param name="faults">What is wrong with its settings.</param>
/// <param name="options">Its settings.</param>
/// <param name="bot">The bot.</param>
public sealed class TeamsCheck(IReadOnlyList<string> faults, TeamsOptions options, BotConnector bot)
{
    private const string Name = "teams";

    /// <summary>Looks.</summary>
    public async Task<CheckResult> RunAsync(Tenancy tenancy, CancellationToken cancellationToken)
    {
        if (faults.Count > 0) return CheckResult.Fine(Name, "doctor.teams.missing", string.Join(", ", faults.Select(fault => fault.Split(' ')[0]))).Fails("operator", "doctor.teams.settings");
        try
        {
            await bot.SignInAsync(cancellationToken);
        }
        catch (M365Exception failure)
        {
            return CheckResult.Fine(Name, "doctor.teams.noToken", failure.Message).Fails("global", "doctor.teams.bot");
        }

        try
        {
            return await new TeamsInstaller(tenancy, options).CatalogIdAsync(cancellationToken) is null
                ? CheckResult.Fine(Name, "doctor.teams.noApp", options.ManifestId).Fails(Name, "doctor.teams.upload") : CheckResult.Fine(Name, "doctor.teams.ready").Warns(Name, "doctor.teams.do");
        }
        catch (M365Exception failure)
        {
            return failure.Failure == Failure.Forbidden ? CheckResult.Fine(Name, "doctor.teams.noRole").Fails("global", "doctor.teams.role") : CheckResult.Fine(Name, "doctor.failure", failure.Message).Fails("operator", "doctor.again");
        }
    }
}
