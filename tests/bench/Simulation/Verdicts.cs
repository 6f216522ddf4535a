using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Bench.Simulation;

/// <summary>What must hold at the end of a history, read from the lists themselves and folded by the pure part of the product.</summary>
internal sealed class Verdicts(History history, Judge judge, IReadOnlyList<(string Request, string Answer, string Person)> acknowledged)
{
    private readonly Dictionary<string, CaseState> _states = [];

    public void Judge()
    {
        foreach (var stream in history.Tenant.Rows("CaseEvents").GroupBy(row => (string)row["CaseId"])) Stream(stream.Key, [.. stream]);
        foreach (var (request, answer, person) in acknowledged)
        {
            var caseId = _states.Keys.FirstOrDefault(id => request.StartsWith(id + "-", StringComparison.Ordinal));
            if (caseId is null || !_states[caseId].Answers.TryGetValue(request, out var given) || given.Answer != answer || given.ActorId != person)
                judge.Violated($"lost: {request} was acknowledged as {answer}");
        }

        foreach (var state in _states.Values)
        {
            Followed(state);
            Shown(state);
        }

        Pressed();
    }

    private void Stream(string caseId, List<IReadOnlyDictionary<string, object>> rows)
    {
        var ordered = rows.OrderBy(row => (decimal)row["Seq"]).ToList();
        var state = AnyCase.Fold(caseId, []);
        for (var place = 0; place < ordered.Count; place++)
        {
            var row = ordered[place];
            if ((int)(decimal)row["Seq"] != place + 1) judge.Violated($"{caseId}: place {place + 1} holds event {row["Seq"]} (fork or gap)");
            var (happened, by, _) = RecordedEvent.Read((string)row["EventType"], (string)row["Data"])!.Value;
            var recorded = new RecordedEvent(caseId, place + 1, happened, Text(row, "CommandId"), Text(row, "Actor"), by, Text(row, "Channel"),
                DateTimeOffset.Parse((string)row["RecordedAt"], System.Globalization.CultureInfo.InvariantCulture), Text(row, "ContentHash"), Text(row, "PrevHash")) { Data = (string)row["Data"] };
            if (recorded.PrevHash != state.Head || recorded.Hash != Text(row, "Hash")) judge.Violated($"{caseId}: the chain breaks at {place + 1}");
            if (state.Commands.Contains(recorded.CommandId)) judge.Violated($"{caseId}: command {recorded.CommandId} is recorded twice");
            if (Answers.TryGetValue(recorded.TypeName, out var kind) && state.Request?.Kind != kind) judge.Violated($"{caseId}: {recorded.TypeName} at {place + 1} answers no open request");
            state = AnyCase.Next(state, recorded);
        }

        _states[caseId] = state;
    }

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["ReturnConfirmed"] = "confirm", ["ReturnReceived"] = "receive", ["ReturnAppraised"] = "appraise", ["DirectorAgreed"] = "direct", ["DecisionRecorded"] = "record_decision",
        ["CouncilHeld"] = "council", ["SubmissionAgreed"] = "sign", ["SubmissionDispatched"] = "dispatch", ["UpperDecided"] = "upper_decision",
    };

    /// <summary>Every duty of the state as it is now is done, and visible once.</summary>
    private void Followed(CaseState state)
    {
        foreach (var effect in AnyCase.Duties(state))
        {
            var key = Ledger.KeyOf(state.CaseId, effect.Key);
            if (effect.Class == EffectClass.MustArrive && judge.SendsOf(key) == 0) judge.Violated($"{key} never went out");
            if (effect is PlaceRequest place && history.Tenant.Rows("Requests").Count(row => Text(row, "RequestKey") == place.Request.Key) != 1) judge.Violated($"{place.Request.Key} is not in the list of requests");
            if (effect is InformReturn inform && inform.Moves.Count > 0 && !Told(state.CaseId, inform)) judge.Violated($"{inform.ReturnCase} was not told of {state.CaseId} ({inform.Step})");
            if (effect is PublishNews or PublishDecision && !history.Tenant.Pages.Any(page => page.Published && page.Name.Contains(state.CaseId, StringComparison.Ordinal))) judge.Violated($"{key}: no page is published");
        }

        foreach (var page in history.Tenant.Pages.GroupBy(page => page.Name).Where(page => page.Count() > 1)) judge.Violated($"page {page.Key} is there {page.Count()} times");
        if (state is ReturnState { Decision: not null } decided)
        {
            foreach (var row in AwardWriter.Rows(decided)) Registered(row.Key);
        }

        if (state is SubmissionState submission)
        {
            for (var number = 1; number <= submission.Decisions.Count; number++)
            {
                foreach (var row in AwardWriter.Rows(submission, number)) Registered(row.Key);
            }
        }
    }

    /// <summary>The return has taken it. One that stands on another's list never came on this one, and there is nothing that could be given back.</summary>
    private bool Told(string from, InformReturn inform)
    {
        bool Took(string step) => _states.TryGetValue(inform.ReturnCase, out var told) && told.Commands.Any(command => command.StartsWith($"{from}:{step}", StringComparison.Ordinal));
        return Took(inform.Step) || (inform.Step.StartsWith("released", StringComparison.Ordinal) && !Took("posted"));
    }

    private void Registered(string key)
    {
        if (history.Tenant.Rows("AwardRegister").Count(row => Text(row, "AwardKey") == key) is not 1 and var times) judge.Violated($"{key} stands in the register {times} times");
    }

    /// <summary>Columns show what the events say.</summary>
    private void Shown(CaseState state)
    {
        if (state is ReturnState returned)
        {
            foreach (var row in history.Tenant.Rows("UnitReturns").Where(row => Text(row, "CaseId") == state.CaseId || Text(row, "id") == AnyCase.ItemIdOf(state.CaseId)))
                if (UnitReturns.Status.KeyOf(Text(row, "Status")) != Words.StatusKey(returned)) judge.Violated($"{state.CaseId} shows {Text(row, "Status")} and is {Words.StatusKey(returned)}");
            foreach (var line in returned.Lines)
            {
                var row = history.Tenant.Rows("Nominations").First(row => Text(row, "id") == line.Line.Id);
                if (Nominations.LineStatus.KeyOf(Text(row, "LineStatus")) != LineWords.StatusKey(line, returned.Stage)) judge.Violated($"{state.CaseId} line {line.Number} shows {Text(row, "LineStatus")}");
            }
        }

        foreach (var row in history.Tenant.Rows("Requests").Where(row => Text(row, "CaseId") == state.CaseId && Text(row, "Kind") != Requests.Kind.Word(Requests.Attend)))
        {
            var key = Text(row, "RequestKey");
            var wanted = key == state.Request?.Key ? "pending" : state.Answers.ContainsKey(key) ? "answered" : "closed";
            if (Requests.Status.KeyOf(Text(row, "Status")) != wanted) judge.Violated($"{key} shows {Text(row, "Status")} and is {wanted}");
        }
    }

    /// <summary>Nobody's button or answer lies there without having been taken or refused.</summary>
    private void Pressed()
    {
        foreach (var row in history.Tenant.Rows("UnitReturns"))
        {
            var (step, status) = (UnitReturns.Step.KeyOf(Text(row, "Step")), UnitReturns.Status.KeyOf(Text(row, "Status")) ?? "draft");
            if ((step == "submit" && status is "draft" or "sent_back" or "withdrawn" && step == "submit") || (step == "withdraw" && status != "withdrawn")) judge.Violated($"return {row["id"]}: {step} was pressed and nothing came of it ({status})");
        }

        foreach (var row in history.Tenant.Rows("CouncilSessions").Where(row => CouncilSessions.Step.KeyOf(Text(row, "Step")) is not (null or "draft"))) judge.Violated($"session {row["id"]}: {Text(row, "Step")} was pressed and nothing came of it");
    }

    private static string Text(IReadOnlyDictionary<string, object> row, string column) => row.TryGetValue(column, out var value) ? value.ToString()! : "";
}
