using System.Globalization;
using CreditBot.Amounts;
using CreditBot.Channels;
using CreditBot.Identity;
using CreditBot.Understanding;

namespace CreditBot.Dialog;

/// <summary>Puts a person's home page into words: what a dialog would say if they asked, without a conversation and without keeping anything.</summary>
internal sealed class HomeWords(People people, FactsLoader facts) : IHome
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Message> ShowAsync(AgencyId agency, ChatIdentity who, CancellationToken stop)
    {
        var person = await people.WhoIsAsync(agency, who, stop);
        Intent[] questions = person is { IsManager: true }
            ? [Intent.ListPending]
            : [Intent.CheckBalance, Intent.CheckRequestStatus];
        var home = new Message { Parts = [] };
        foreach (var question in questions)
        {
            var input = new DialogInput.Said("", new Frame { Intent = question });
            var wanted = Wanted.By(DialogState.New, input);
            var seen = await facts.LoadAsync(agency, person, Culture, wanted, stop);
            foreach (var message in DialogEngine.Step(DialogState.New, input, seen).Messages)
            {
                home = home with
                {
                    Parts = home.Parts.AddRange(message.Parts),
                    Choices = home.Choices.AddRange(message.Choices),
                };
            }

            if (seen.Speaker is Speaker.Stranger or Speaker.OfSeveral)
            {
                // How to link, or which client is meant: once is enough.
                break;
            }
        }

        return home;
    }
}
