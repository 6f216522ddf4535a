using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>
/// Takes out of a recording what would let its reader in, and who the people of the tenant are. An address becomes the same stand-in wherever it stands, so that what
/// was recorded still hangs together.
/// </summary>
internal sealed partial class Redacted
{
    /// <summary>What stands in the place of what was taken out.</summary>
    public const string Mark = "[redacted]";

    private static readonly HashSet<string> SignsOfPerson = new(StringComparer.OrdinalIgnoreCase) { "userPrincipalName", "mail", "email", "loginName", "userName" };
    private static readonly HashSet<string> PlacesOfPerson = new(StringComparer.OrdinalIgnoreCase) { "user", "author", "editor", "member" };

    private static readonly HashSet<string> OfPerson = new(StringComparer.OrdinalIgnoreCase)
    {
        "displayName", "title", "givenName", "surname", "jobTitle", "department", "officeLocation", "mobilePhone", "businessPhones", "firstName", "lastName", "workPhone", "aboutMe", "picture", "sipAddress",
    };

    private readonly Dictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _one = new();

    /// <summary>A header as it may be kept.</summary>
    public string Header(string name, string value) => name.ToUpperInvariant() is "AUTHORIZATION" or "COOKIE" or "SET-COOKIE" or "WWW-AUTHENTICATE" ? Mark : Text(value);

    /// <summary>A body as it may be kept.</summary>
    public string Body(string text)
    {
        try
        {
            if (text.TrimStart() is not ['{' or '[', ..]) return Text(text);
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var root = JToken.ReadFrom(reader);
            foreach (var row in (root as JContainer)?.DescendantsAndSelf().OfType<JObject>().Where(IsPerson).ToList() ?? [])
                foreach (var property in row.Properties().Where(property => OfPerson.Contains(property.Name) && property.Value.Type != JTokenType.Null)) property.Value = Mark;
            return Text(root.ToString(Formatting.None));
        }
        catch (JsonException)
        {
            return Text(text);
        }
    }

    /// <summary>Any text as it may be kept: an address, a line.</summary>
    public string Text(string text)
    {
        text = Secret().Replace(Jwt().Replace(text, Mark), $"$1\"{Mark}\"");
        return Address().Replace(Query().Replace(text, "$1" + Mark), match => Person(match.Value));
    }

    private static bool IsPerson(JObject row) => (int?)(row["PrincipalType"] as JValue) is null or 1
        && (row.Properties().Any(property => SignsOfPerson.Contains(property.Name)) || (row.Parent is JProperty { Name: { } name } && PlacesOfPerson.Contains(name)));

    private string Person(string address)
    {
        lock (_one)
        {
            var key = address.Replace("%40", "@", StringComparison.OrdinalIgnoreCase);
            if (!_people.TryGetValue(key, out var person)) _people[key] = person = $"person-{_people.Count + 1}@redacted.example";
            return person;
        }
    }

    [GeneratedRegex(@"eyJ[\w-]{8,}\.[\w-]+\.[\w-]*")]
    private static partial Regex Jwt();

    [GeneratedRegex("""("(?:access_token|id_token|refresh_token|clientState|Authorization)"\s*:\s*)"(?:[^"\\]|\\.)*["]""", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("""((?:[?&]|\\u0026|&amp;)(?:code|tempauth|sig|access_token|client_secret)=)[^&"'\\\s<]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Query();

    // An annotation of OData has the same sign in its middle.
    [GeneratedRegex(@"[\p{L}\p{N}._+'-]+(?:@|%40)(?!odata\.|microsoft\.graph\.)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
