using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;
using Microsoft.Playwright;

namespace EmulationM365.Tests.Windows;

/// <summary>docs/decisions/looks.md: every kind of page, wide and on a phone, in both languages: nothing sticks out, every field has a name, nothing is asked of the internet.</summary>
public sealed class EveryScreenTests : OnStageTests
{
    /// <summary>What a page is called, whose it is, and where.</summary>
    private static readonly (string Name, int Person, string Address)[] Pages =
    [
        ("start", 4, "/"), ("people", 4, "/signin"), ("site", 4, "/sites/tdkt"), ("contents", 4, "/sites/tdkt/_layouts/15/viewlsts.aspx"),
        ("list", 5, "/sites/tdkt/Lists/Nominations2025/AllItems.aspx"), ("list-sorted", 5, "/sites/tdkt/Lists/AwardRegister/AllItems.aspx?sort=Title&dir=desc"),
        ("list-filtered", 5, "/sites/tdkt/Lists/UnitReturns2025/AllItems.aspx?q.Title=tinh"), ("list-empty", 5, "/sites/tdkt/Lists/Petitions/AllItems.aspx"), ("grid", 5, "/sites/tdkt/Lists/Staff/AllItems.aspx?grid=1"),
        ("item", 5, "/sites/tdkt/Lists/Nominations2025/DispForm.aspx?ID=1"), ("form", 5, "/sites/tdkt/Lists/Nominations2025/EditForm.aspx?ID=1"), ("form-new", 5, "/sites/tdkt/Lists/CouncilMembers/NewForm.aspx"),
        ("versions", 5, "/sites/tdkt/Lists/UnitReturns2025/Versions.aspx?ID=1"), ("delete", 5, "/sites/tdkt/Lists/Nominations2025/Delete.aspx?ID=1"), ("library", 5, "/sites/tdkt/Documents2025/Forms/AllItems.aspx"),
        ("outlook", 4, "/outlook"), ("mail", 4, "/outlook/newest"), ("news", 13, "/sites/tintuc/_layouts/15/news.aspx"), ("machine", 5, "/machine"), ("directory", 5, "/machine/people"), ("grants", 5, "/machine/sites"),
        ("missing", 5, "/sites/tdkt/Lists/Nothing/AllItems.aspx"), ("denied", 13, "/sites/tdkt/Lists/YearResults/AllItems.aspx"),
    ];

    /// <summary>Fields that a screen reader could not name, headings too many or too few, pictures without words.</summary>
    private const string Nameless =
        """
        () => {
          const named = one => one.labels?.length || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.textContent.trim();
          const wrong = [...document.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(one => !(one.labels?.length || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby'))).map(one => 'field ' + one.name);
          wrong.push(...[...document.querySelectorAll('a[href],button')].filter(one => !named(one)).map(one => 'link ' + one.outerHTML.slice(0, 80)));
          wrong.push(...[...document.querySelectorAll('img:not([alt]),iframe:not([title])')].map(one => 'picture ' + one.outerHTML.slice(0, 80)));
          if (document.querySelectorAll('h1').length !== 1) wrong.push('headings of the first rank: ' + document.querySelectorAll('h1').length);
          const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
          wrong.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map(id => 'twice: ' + id));
          return wrong;
        }
        """;

    [Fact]
    public async Task Every_Screen_Fits_And_Can_Be_Read_Aloud()
    {
        var wrong = new List<string>();
        foreach (var person in Pages.GroupBy(page => page.Person))
        {
            var page = await Window.AsAsync(Tenant, SamplePeople.Number(person.Key).UserPrincipalName, "/");
            foreach (var (name, _, address) in person)
            {
                await GoAsync(page, address);
                await LookAsync(page, name, 1440, wrong);
                await LookAsync(page, name, 360, wrong);
                await page.GotoAsync(At("/language?to=en&back=" + Uri.EscapeDataString(new Uri(page.Url).PathAndQuery)));
                if (await page.Locator("html").GetAttributeAsync("lang") != "en") wrong.Add($"{name}: not in English");
                await page.GotoAsync(At("/language?to=vi&back=/"));
            }

            await page.Context.CloseAsync();
        }

        Assert.Empty(wrong);
        Assert.DoesNotContain(Window.Trouble, trouble => !trouble.Contains("404", StringComparison.Ordinal) && !trouble.Contains("403", StringComparison.Ordinal));
    }

    private static async Task LookAsync(IPage page, string name, int width, List<string> wrong)
    {
        await page.SetViewportSizeAsync(width, width == 360 ? 740 : 900);
        await page.ReloadAsync();
        var needed = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (needed > width) wrong.Add($"{name}: {needed} wide at {width}");
        wrong.AddRange((await page.EvaluateAsync<string[]>(Nameless)).Select(one => $"{name} at {width}: {one}"));
        await BrowserWindow.ShotAsync(page, $"{name}-{width}");
    }

    /// <summary>The newest mail has no address of its own: it is the first of the list.</summary>
    private async Task GoAsync(IPage page, string address)
    {
        if (address != "/outlook/newest")
        {
            await page.GotoAsync(At(address));
            return;
        }

        await page.GotoAsync(At("/outlook"));
        await page.Locator(".messages a").First.ClickAsync();
    }

    private string At(string path) => new Uri(Tenant, path).AbsoluteUri;
}
