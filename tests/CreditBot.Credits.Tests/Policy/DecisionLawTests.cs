using CreditBot.Advice;
using CreditBot.Amounts;
using CreditBot.Billing;
using CreditBot.Ledger;
using CreditBot.Policy;
using CreditBot.Requests;
using CreditBot.Tests.Ledger;
using CsCheck;
using NodaTime;
using static CreditBot.Tests.Ledger.Agency;

namespace CreditBot.Tests.Policy;

/// <summary>
/// What no sequence of asking, approving, seconding, changing, undoing, lapsing, linking and changing policies leads to: a decision of
/// one's own, credits given twice, a paid approval without its line (design.md §5, §3.14).
/// </summary>
public class DecisionLawTests
{
    private static readonly PersonId[] Managers = [new("dana"), new("sam"), new("lou")];
    private static readonly PersonId Bella = new("bella");

    private static readonly RequestPolicy[] Policies =
    [
        new(),
        new() { SecondApproverAbove = [new PolicyBound(null, Cr(30), null)] },
        new() { SecondApproverAbove = [new PolicyBound(null, null, Usd(20))] },
        new() { AutoApproval = new AutoApproval(Cr(40), Usd(-50)), BridgeCredits = Cr(10) },
        new()
        {
            AutoApproval = new AutoApproval(Cr(80), null),
            SecondApproverAbove = [new PolicyBound(RequestKind.OneTime, Cr(50), null)],
            PriceFloors = [new PriceFloor(null, Usd(0.9m))],
        },
        new()
        {
            Limits =
            [
                new DecisionLimit(Managers[1], null, new PolicyBound(null, Cr(45), null)),
                new DecisionLimit(null, null, new PolicyBound(null, null, Usd(150))),
            ],
            SecondApproverAbove = [new PolicyBound(null, Cr(20), null)],
        },
    ];

    private sealed record Step(int Kind, int Who, int Amount, int Hours, int Choice);

    private static readonly Gen<Step[]> Lives = Gen.Select(
            Gen.Int[0, 16],
            Gen.Int[0, 3],
            Gen.Int[1, 90],
            Gen.Frequency((6, Gen.Int[0, 1]), (1, Gen.Int[1, 24 * 9])),
            Gen.Int[0, 11]
        )
        .Select((kind, who, amount, hours, choice) => new Step(kind, who, amount, hours, choice))
        .Array[1, 60];

    [Fact]
    public void No_sequence_of_decisions_breaks_what_they_promise() =>
        Lives.Sample(
            steps =>
            {
                var life = new Life();
                foreach (var step in steps)
                {
                    life.Take(step);
                }
            },
            iter: RandomStory.Count * 20
        );

    /// <summary>A client, who belongs to it, the policy in force; each step is checked as it is taken.</summary>
    private sealed class Life
    {
        private readonly ClientStory _story = ClientStory.Open(At(2026, 3, 1, 9));
        private readonly HashSet<PersonId> _linked = [Bella];
        private long _number;

        private Deciders People => new(_linked, [Managers[2]]);

        public void Take(Step step)
        {
            _story.Until(_story.Now + Duration.FromHours(step.Hours));
            var before = _story.Entries.Count;
            var state = _story.State;
            Do(step);
            foreach (var entry in _story.Entries.Skip(before))
            {
                Check(entry);
            }

            if (_story.Answer is LedgerAnswer.Refuse)
            {
                return;
            }

            foreach (var request in _story.State.Requests.Values)
            {
                InForce(request.Id).ShouldBe(request.Decision is null ? 0 : 1);
                Granted(request.Id).ShouldBeLessThanOrEqualTo(1);
                if (request.Decision?.Terms is null)
                {
                    Granted(request.Id).ShouldBe(0);
                }
            }

            BillingControl.Of(_story.State).ShouldBeEmpty();
            _story.Entries.Sum(entry => entry.Effect).ShouldBe(_story.State.Balance.Thousandths);
            state.Version.ShouldBeLessThanOrEqualTo(_story.State.Version);
        }

        private void Do(Step step)
        {
            var who = step.Who == 3 ? Bella : Managers[step.Who];
            var id = Pick(step);
            switch (step.Kind)
            {
                case <= 2:
                    Ask(step, who);
                    break;
                case <= 5:
                    Decide(new DecideRequest.Approve(id), who);
                    break;
                case 6:
                    Decide(
                        new DecideRequest.Approve(
                            id,
                            _story.State.Find(id)?.FirstApproval?.Seq - (step.Choice == 0 ? 1 : 0)
                        ),
                        who
                    );
                    break;
                case 7 or 8:
                    Decide(Change(step, id), who);
                    break;
                case 9:
                    Decide(new DecideRequest.Decline(id, "no"), who);
                    break;
                case 10:
                    Decide(new DecideRequest.Undo(id), who);
                    break;
                case 11:
                    _story.Do(
                        (state, context) => Deciding.AcceptCounter(state, id, People, context),
                        step.Choice % 2 == 0 ? Bella : who
                    );
                    break;
                case 12:
                    _story.Do(
                        (state, context) =>
                            step.Choice % 2 == 0
                                ? RequestMaking.DeclineCounter(state, id, context)
                                : RequestMaking.Withdraw(state, id, context),
                        Bella
                    );
                    break;
                case 13:
                    Decide(new DecideRequest.Ask(id, "why?"), who);
                    _story.Do(
                        (state, context) => RequestMaking.Answer(state, id, "so", context),
                        Bella
                    );
                    break;
                case 14 when who != Bella:
                    if (!_linked.Remove(who))
                    {
                        _linked.Add(who);
                    }

                    break;
                case 15:
                    _story.Policy = Policies[step.Choice % Policies.Length];
                    break;
                default:
                    if (step.Choice % 2 == 0)
                    {
                        _story.Use(step.Amount, _story.Now);
                    }
                    else
                    {
                        _story.Do(RequestMaking.Lapse, PersonId.System);
                    }

                    break;
            }
        }

        private void Ask(Step step, PersonId who)
        {
            var terms = (step.Choice % 4) switch
            {
                0 => Pricing.Ongoing(_story.State, Sells, Cr(step.Amount)),
                1 => RequestTermsPricing.Upgrade(_story.State, Professional),
                _ => Pricing.OneTime(_story.State, Sells, Cr(step.Amount)),
            };
            _story.Do(
                (state, context) =>
                    RequestMaking.Decide(
                        state,
                        new MakeRequest(new RequestId(++_number), terms, null, null),
                        _story.Policy,
                        context,
                        Usd(step.Amount - 60)
                    ),
                who
            );
        }

        private static DecideRequest.ApproveWithChange Change(Step step, RequestId id) =>
            (step.Choice % 4) switch
            {
                0 => new DecideRequest.ApproveWithChange(id, Price: Usd(step.Amount)),
                1 => new DecideRequest.ApproveWithChange(
                    id,
                    Cr(step.Amount),
                    step.Who == 0 ? RequestKind.Ongoing : RequestKind.OneTime,
                    Effective: Effective.Now
                ),
                _ => new DecideRequest.ApproveWithChange(id, Cr(step.Amount)),
            };

        private void Decide(DecideRequest decision, PersonId who) =>
            _story.Do(
                (state, context) =>
                    Deciding.Decide(state, decision, People, _story.Policy, context),
                who
            );

        private RequestId Pick(Step step) =>
            new(Math.Max(1, _number - (step.Choice > 9 ? step.Amount % 3 : 0)));

        /// <summary>What has been decided has been decided by who may.</summary>
        private void Check(ClientEntry entry)
        {
            switch (entry)
            {
                case ClientEntry.Decided { Terms: { } terms } decided
                    when entry.By == PersonId.Policy:
                    terms.Kind.ShouldBe(RequestKind.OneTime);
                    var most = _story.Policy.AutoApproval.ShouldNotBeNull().CreditsPerPeriod;
                    AutoApproving.GivenIn(_story.State).ShouldBeLessThanOrEqualTo(most);
                    decided.AcceptedBy.ShouldBeNull();
                    break;
                case ClientEntry.Bridged:
                    entry.Effect.ShouldBeLessThanOrEqualTo(10_000);
                    _story
                        .Entries.Count(one =>
                            one is ClientEntry.Bridged && one.At >= _story.State.Current!.Start
                        )
                        .ShouldBe(1, "once a period");
                    break;
                case ClientEntry.Decided { AcceptedBy: { } } accepted:
                    _linked.ShouldNotContain(accepted.By);
                    break;
                case ClientEntry.Decided { Terms: { } terms }:
                    _linked.ShouldNotContain(entry.By);
                    ByTwo(entry, terms);
                    break;
                case ClientEntry.Countered { Offer: var offer }:
                    _linked.ShouldNotContain(entry.By);
                    ByTwo(entry, offer);
                    break;
                case ClientEntry.Decided
                or ClientEntry.FirstApproved
                or ClientEntry.FirstApprovalWithdrawn
                or ClientEntry.Asked
                or ClientEntry.Undone:
                    _linked.ShouldNotContain(entry.By);
                    break;
            }
        }

        /// <summary>What needs two has them, both not of the client and both with the authority.</summary>
        private void ByTwo(ClientEntry entry, RequestTerms terms)
        {
            var before = _story
                .Entries.Take((int)entry.Seq - 1)
                .Aggregate<ClientEntry, ClientState?>(
                    null,
                    (state, one) => ClientFold.Next(_story.State.Id, state, one)
                )!;
            var size = RequestSize.Of(before, terms, Sells);
            _story.Policy.MayApprove(entry.By, size, before, People.OnCall).ShouldBeTrue();
            _story.Policy.BelowFloor(entry.Request!.Value, terms, before, Sells).ShouldBeNull();
            if (_story.Policy.NeedsSecond(size) is null)
            {
                return;
            }

            var first = before.Find(entry.Request!.Value)!.FirstApproval.ShouldNotBeNull();
            first.Terms.ShouldBe(terms);
            first.By.ShouldNotBe(entry.By);
            _linked.ShouldNotContain(first.By);
        }

        private int InForce(RequestId id) =>
            _story.Entries.Count(entry => entry.Request == id && entry is ClientEntry.Decided)
            - _story.Entries.Count(entry => entry.Request == id && entry is ClientEntry.Undone);

        private int Granted(RequestId id) =>
            _story.Entries.Count(entry =>
                entry.Request == id && entry is ClientEntry.Granted or ClientEntry.PlanChanged
            ) - _story.Entries.Count(entry => entry.Request == id && entry is ClientEntry.Undone);
    }
}
