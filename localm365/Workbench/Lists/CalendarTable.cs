using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>A month with the items of a list on their days, as a view of the type MODERNCALENDAR shows them. On a narrow screen it is a list of the days that have any.</summary>
internal sealed class CalendarTable(ListPlace place, ListLook look, ListQuestion question)
{
    /// <summary>Items on one day that are shown before the rest is counted.</summary>
    private const int MostShown = 4;

    private readonly DateTime _month = Of(place, question);
    private readonly DateTime _today = LocalTime.Local(place.Visit.Tenant.Clock.GetUtcNow()).Date;

    /// <summary>The first day of the month that the page asks for; that of today unless it names one.</summary>
    public static DateTime Of(ListPlace place, ListQuestion question)
    {
        var today = LocalTime.Local(place.Visit.Tenant.Clock.GetUtcNow()).Date;
        return DateTime.TryParseExact(question.Month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 1900 and < 2200 ? asked : new DateTime(today.Year, today.Month, 1);
    }

    public Markup Show(IReadOnlyList<Item> items, Column day)
    {
        var words = place.Words;
        var onDays = items.Where(item => item.Fields[day.Name] is not null).ToLookup(item => LocalTime.Local(item.Fields[day.Name]!.ToString()).Date);
        var first = _month.AddDays(-(((int)_month.DayOfWeek + 6) % 7));
        var weeks = Enumerable.Range(0, 6).Select(week => first.AddDays(7 * week)).Where(monday => monday < _month.AddMonths(1))
            .Select(monday => Markup.Of($"<tr>{Enumerable.Range(0, 7).Select(at => Day(monday.AddDays(at), [.. onDays[monday.AddDays(at)]]))}</tr>"));
        var heads = words["calendar.days"].Split(' ').Select(name => Markup.Of($"""<th scope="col">{name}</th>"""));
        var none = items.Count == 0 ? Markup.Of($"""<p class="quiet">{words["calendar.none"]}</p>""") : Markup.None;
        return Markup.Of(
            $"""
            <div class="monthbar"><h2>{words.Of("calendar.month", _month.Month, _month.Year)}</h2>{Link(-1, "calendar.before")}{Link(1, "calendar.next")}</div>{none}
            <div class="scroll{(items.Count == 0 ? " nothing" : "")}" tabindex="0" role="region" aria-label="{place.List.DisplayName}"><table class="month"><thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table></div>
            """);
    }

    private Markup Day(DateTime day, IReadOnlyList<Item> items)
    {
        var inMonth = day.Month == _month.Month;
        var classes = string.Join(' ', new[] { inMonth ? null : "other", day == _today ? "today" : null, items.Count == 0 ? "free" : null }.OfType<string>());
        var shown = items.Take(MostShown).Select(item => Markup.Of($"""<li><a href="{place.ItemAddress(item.Id)}">{item.Fields.String("Title") ?? place.Words.Of("item.number", item.Key)}</a></li>"""));
        var more = items.Count > MostShown ? Markup.Of($"""<li class="quiet">{place.Words.Of("calendar.more", items.Count - MostShown)}</li>""") : Markup.None;
        var list = items.Count == 0 || !inMonth ? Markup.None : Markup.Of($"<ul>{shown}{more}</ul>");
        return Markup.Of($"""<td class="{classes}"><span class="day">{day.Day}<span class="ofmonth">/{day.Month}</span></span>{list}</td>""");
    }

    private Markup Link(int months, string word) =>
        Markup.Of($"""<a class="button" href="{question.With(place.Address, ("view", look.Id), ("month", _month.AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture)))}">{place.Words[word]}</a>""");
}
