using EmulationM365.LocalM365.Control;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Sign-in, and what tests and the curious turn below <c>/_local</c>.</summary>
internal static class ControlRoutes
{
    public static void Authority(RouteGroupBuilder authority)
    {
        authority.MapGet("/v2.0/.well-known/openid-configuration", TokenEndpoints.Configuration);
        authority.MapGet("/discovery/v2.0/keys", TokenEndpoints.Keys);
        authority.MapGet("/.well-known/openid-configuration", TokenEndpoints.OlderConfiguration);
        authority.MapGet("/discovery/keys", TokenEndpoints.Keys);
        authority.MapPost("/oauth2/v2.0/token", TokenEndpoints.TokenAsync);
        authority.MapGet("/oauth2/v2.0/authorize", PickerPage.Authorize);
        TeamsRoutes.Authority(authority);
    }

    public static void Control(RouteGroupBuilder local)
    {
        local.MapGet("/people", PeopleEndpoints.Get);
        local.MapPut("/people", PeopleEndpoints.PutAsync);
        local.MapGet("/clock", ClockEndpoints.Get);
        local.MapPut("/clock", ClockEndpoints.PutAsync);
        local.MapGet("/meter", ControlEndpoints.Meter);
        local.MapPut("/meter", ControlEndpoints.SetQuotaAsync);
        local.MapDelete("/meter", ControlEndpoints.ClearMeter);
        local.MapGet("/har", ControlEndpoints.Har);
        local.MapGet("/requests", ControlEndpoints.Requests);
        local.MapGet("/faults", FaultEndpoints.Get);
        local.MapPut("/faults", FaultEndpoints.PutAsync);
        local.MapDelete("/faults", FaultEndpoints.Clear);
        local.MapPost("/faults/release", FaultEndpoints.ReleaseAsync);
        local.MapPost("/schema", FaultEndpoints.EditSchemaAsync);
        local.MapPost("/subscriptions", FaultEndpoints.EndSubscriptionsAsync);
        local.MapGet("/notifications", FaultEndpoints.Notifications);
        local.MapPut("/delta/expire", ControlEndpoints.ExpireDeltaAsync);
        local.MapGet("/mails", ControlEndpoints.Mails);
        local.MapGet("/mails/{mail:long}/mime", Mail.MailEndpoints.Mime);
        TeamsRoutes.Control(local);
        local.MapGet("/cards", CardEndpoints.Get);
        local.MapPut("/cards", CardEndpoints.PutAsync);
        local.MapPost("/cards/token", CardEndpoints.TokenAsync);
        local.MapPost("/cards/press", CardEndpoints.PressAsync);
        local.MapGet("/locks", LockEndpoints.Get);
        local.MapPut("/locks", LockEndpoints.PutAsync);
        local.MapDelete("/locks", LockEndpoints.Clear);
    }
}
