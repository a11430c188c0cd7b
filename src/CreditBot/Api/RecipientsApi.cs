using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Reports;
using CreditBot.Requests;
using CreditBot.Settings;

namespace CreditBot.Api;

/// <summary>Who gets the monthly report, and which clients get their statement: settings seed an empty store, and from then on it is changed here.</summary>
internal static class RecipientsApi
{
    private const int Most = 5000;

    public static void MapRecipients(this RouteGroupBuilder api)
    {
        var recipients = api.MapGroup("/agency/report-recipients");
        recipients
            .MapGet("", GetAsync)
            .WithSummary("Who gets the monthly report")
            .Produces<RecipientsView>();
        recipients
            .MapPut("", SetAsync)
            .WithSummary(
                "Sets who gets the monthly report: all clients, a manager's, or one client's own statement"
            )
            .Takes<RecipientsBody>()
            .Produces<RecipientsView>();
    }

    private static async Task<IResult> GetAsync(
        HttpContext http,
        Ledgers ledgers,
        CancellationToken stop
    ) =>
        Results.Json(
            RecipientsView.Of(await ledgers.AgencyAsync(ApiCall.Of(http).Agency, stop)),
            ApiJson.Options
        );

    private static async Task<IResult> SetAsync(
        HttpContext http,
        Ledgers ledgers,
        IStore store,
        CancellationToken stop
    )
    {
        var call = ApiCall.Of(http);
        if (call.Body is not { } body)
        {
            return Problems.Malformed("Send a JSON object.");
        }

        var recipients = new List<ReportRecipient>();
        foreach (var (item, name) in Items(body))
        {
            if (await RecipientAsync(item, call.Agency, store, stop) is { } recipient)
            {
                recipients.Add(recipient);
            }

            body.TakeErrorsOf(item, name);
        }

        if (body.IsInvalid)
        {
            return body.Problem;
        }

        await ledgers.ChangeAgencyAsync(
            call.Agency,
            (state, now) =>
                new AgencyEntry.TermsSet(state!.Terms with { Recipients = recipients })
                {
                    Seq = state.NextSeq,
                    At = now,
                    RecordedAt = now,
                    By = call.AsItself().By,
                },
            after => new Beside
            {
                Answer = call.Keep(StatusCodes.Status200OK, RecipientsView.Of(after)),
            },
            stop
        );
        return call.Answer();
    }

    private static IEnumerable<(Body Item, string Name)> Items(Body body) =>
        (body.List("recipients", Most) ?? []).Select(
            (item, index) =>
                (item, string.Create(CultureInfo.InvariantCulture, $"recipients[{index}]"))
        );

    private static async Task<ReportRecipient?> RecipientAsync(
        Body item,
        AgencyId agency,
        IStore store,
        CancellationToken stop
    )
    {
        var email = item.Text("email", isRequired: true, most: 254);
        if (email is not null && !EmailAddress.IsValid(email))
        {
            item.Error<string>("email", "email has to be one e-mail address.");
        }

        var zone = item.Zone("timeZone");
        var culture = item.Text("culture", most: 20);
        if (culture is not null && !IsCulture(culture))
        {
            item.Error<string>("culture", "culture has to be a name such as en-US or de-DE.");
        }

        var scope = item.Text("scope", most: 80) ?? ReportStyle.Everybody;
        if (
            scope.StartsWith("client:", StringComparison.Ordinal)
            && !(
                ReportStyle.ClientOf(scope) is { } client
                && await store.ClientAsync(agency, client, stop) is not null
            )
        )
        {
            item.Error<string>("scope", $"There is no client '{scope["client:".Length..]}'.");
        }

        return item.IsInvalid ? null : new ReportRecipient(email!, zone?.Id, culture, scope);
    }

    private static bool IsCulture(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}

internal sealed record RecipientsBody(IReadOnlyList<RecipientView> Recipients);

internal sealed record RecipientsView(IReadOnlyList<RecipientView> Recipients)
{
    public static RecipientsView Of(AgencyState state) =>
        new([
            .. state.Terms.Recipients.Select(recipient => new RecipientView(
                recipient.Email,
                recipient.TimeZone,
                recipient.Culture,
                recipient.Scope
            )),
        ]);
}

/// <param name="Scope">"all", a manager's id, or "client:" and a client's id for its own statement.</param>
internal sealed record RecipientView(
    string Email,
    string? TimeZone,
    string? Culture,
    string Scope = ReportStyle.Everybody
);
