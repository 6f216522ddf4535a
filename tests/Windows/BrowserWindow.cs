using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EmulationM365.Tests.Windows;

/// <summary>
/// Debian's Chromium, driven by Playwright. Whatever a page asks of the internet is stopped and remembered, and so is what the browser complains of; what was seen is
/// kept as a picture in <c>artifacts/screens</c>.
/// </summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    private const string Missing = "Chromium is not installed: the tests in the browser are left out. On Debian: apt-get install chromium.";
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _trouble = [];

    private BrowserWindow(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Requests beyond this machine, errors of scripts, rules that a page broke.</summary>
    public IEnumerable<string> Trouble => _trouble;

    public static async Task<BrowserWindow> OpenAsync()
    {
        var program = Array.Find([.. new[] { Environment.GetEnvironmentVariable("CHROMIUM") }.OfType<string>(), .. Places], File.Exists);
        Assert.SkipWhen(program is null, Missing);
        var playwright = await Playwright.CreateAsync();
        return new BrowserWindow(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags }));
    }

    /// <summary>A window of its own for one person, signed in where they were sent.</summary>
    public async Task<IPage> AsAsync(Uri tenant, string person, string address, int width = 1440, int height = 900, bool scripts = true)
    {
        var context = await _browser.NewContextAsync(new() { JavaScriptEnabled = scripts, ViewportSize = new() { Width = width, Height = height }, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh" });
        await context.RouteAsync(_ => true, async route =>
        {
            if (new Uri(route.Request.Url) is { IsLoopback: true } or { Scheme: "data" or "about" or "blob" }) await route.ContinueAsync();
            else
            {
                _trouble.Enqueue("asked of the internet: " + route.Request.Url);
                await route.AbortAsync();
            }
        });
        context.Console += (_, said) => { if (said.Type == "error") _trouble.Enqueue($"console: {said.Text} {said.Location}"); };
        context.WebError += (_, error) => _trouble.Enqueue("script: " + error.Error);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(tenant, $"/signin?as={Uri.EscapeDataString(person)}&back={Uri.EscapeDataString(address)}").AbsoluteUri);
        return page;
    }

    /// <summary>Keeps what the page looks like, whole.</summary>
    public static Task ShotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(HouseTests.Root, "artifacts", "screens", name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
