using CreditBot.Amounts;
using CreditBot.Outbox;
using CreditBot.Ports;

namespace CreditBot.Requests;

/// <summary>Who asked, saw, changed and decided a request, when and from where (design.md §5): read from its entries and the cards shown.</summary>
internal sealed class RequestTrails(IStore store, Conversations conversations)
{
    public async Task<IReadOnlyList<RequestMove>> ReadAsync(
        AgencyId agency,
        ClientId client,
        CreditRequest request,
        CancellationToken stop
    )
    {
        var moves = new List<RequestMove>();
        foreach (var seq in request.Entries.Seqs)
        {
            var page = await store.EntriesAsync(agency, client, seq - 1, 1, stop);
            moves.AddRange(page.SelectMany(stored => RequestMove.Of(stored.Entry)));
        }

        moves.AddRange(
            (await conversations.CardsAsync(agency, request.Id.ToString(), stop))
                .Where(card => card.AtMicros is not null)
                .GroupBy(card => card.Person)
                .Select(cards => cards.MinBy(card => card.AtMicros)!)
                .Select(card => new RequestMove(
                    RequestMoveKind.Shown,
                    new PersonId(card.Person),
                    Instants.FromUnixTimeMicroseconds(card.AtMicros!.Value),
                    card.Channel
                ))
        );
        if (request.Bridge is { } bridge)
        {
            moves.Add(
                new RequestMove(
                    RequestMoveKind.Bridged,
                    PersonId.Policy,
                    bridge.At,
                    Channels.ChannelNames.System
                )
            );
        }

        // At one instant it is asked, then seen, then the rest, as the entries stand.
        return [.. moves.OrderBy(move => move.At).ThenBy(Rank)];
    }

    private static int Rank(RequestMove move) =>
        move.What switch
        {
            RequestMoveKind.Requested => 0,
            RequestMoveKind.Bridged => 1,
            RequestMoveKind.Shown => 2,
            _ => 3,
        };
}
