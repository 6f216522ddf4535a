using System.CommandLine;
using Azure.Core;
using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning;

/// <summary>Who signs in: the application, or with <c>--interactive</c> the owner of a site, who sets it up with rights that the application need not have.</summary>
internal static class SignIn
{
    /// <summary>The option.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--interactive")
        {
            Description = "Sign in as yourself, an owner of the site: in the browser, or with a code on another device", Arity = ArgumentArity.ZeroOrOne, HelpName = "browser|code",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("browser" or "code") and var other }]) result.AddError($"--interactive {other}: say browser or code.");
        });
        return option;
    }

    /// <summary>Whoever was chosen; made once for all sites of a run, so that a person signs in once.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <exception cref="ArgumentException">A person cannot sign in at the authority of the settings.</exception>
    public static Func<M365Options, TokenCredential> Chosen(ParseResult parsed, Option<string> option)
    {
        if (parsed.GetResult(option) is null) return options => Credentials.For(options, TimeProvider.System);
        var byCode = parsed.GetValue(option) == "code";
        return options => Credentials.Interactive(options, byCode, Console.Error.WriteLine);
    }
}
