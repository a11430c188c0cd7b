namespace CreditBot.Dialog;

/// <summary>What buttons say; the values travel on cards and are part of the stored form of old ones.</summary>
internal static class Verbs
{
    /// <summary>A question of a wish is answered: "draft", "slot", "value".</summary>
    public const string Answer = "answer";

    /// <summary>The priced options are to be shown: "draft".</summary>
    public const string Options = "options";

    /// <summary>A priced choice: "offer".</summary>
    public const string Send = "send";

    /// <summary>What was read back is right.</summary>
    public const string Yes = "yes";

    /// <summary>It is not.</summary>
    public const string No = "no";

    /// <summary>The wish is dropped: "draft".</summary>
    public const string Cancel = "cancel";

    /// <summary>A wish that was put aside goes on: "draft".</summary>
    public const string TakeUp = "take_up";

    /// <summary>A request is perhaps to be taken back, which is asked first: "request".</summary>
    public const string AskWithdraw = "ask_withdraw";

    /// <summary>A request is taken back: "request".</summary>
    public const string Withdraw = "withdraw";

    /// <summary>A manager's question is answered: "request", input "answer".</summary>
    public const string Reply = "reply";

    /// <summary>A manager's offer is taken: "request".</summary>
    public const string Accept = "accept";

    /// <summary>It is turned down: "request".</summary>
    public const string NoThanks = "no_thanks";

    /// <summary>Something is to be shown: "what".</summary>
    public const string Show = "show";

    /// <summary>A manager approves: "request", "seen", and "seconds" when somebody has approved it before.</summary>
    public const string Approve = "approve";

    /// <summary>A manager approves something else: "request", "seen", inputs "credits", "price" (empty: in proportion) and "kind".</summary>
    public const string Change = "change";

    /// <summary>A manager asks: "request", input "question".</summary>
    public const string Ask = "ask";

    /// <summary>A manager declines: "request", input "reason".</summary>
    public const string Decline = "decline";

    /// <summary>A manager takes an approval back: "request".</summary>
    public const string Undo = "undo";

    /// <summary>A manager answers somebody who asked for a person: "talk", input "words".</summary>
    public const string ReplyTalk = "reply_talk";

    /// <summary>A manager is done with them: "talk".</summary>
    public const string CloseTalk = "close_talk";

    /// <summary>A new client's kind of site: "client" (its name), "kind".</summary>
    public const string Site = "site";

    /// <summary>A client's approver sends what somebody else of the client wants: "offer", "price", "by", "reason", "due".</summary>
    public const string Confirm = "confirm";

    /// <summary>A client's approver doesn't: "offer", "by".</summary>
    public const string Refuse = "refuse";

    public const string By = "by";
    public const string Due = "due";

    /// <summary>A person is wanted.</summary>
    public const string Person = "person";

    /// <summary>Which of one's clients it is about: "client".</summary>
    public const string Choose = "choose";

    public const string Client = "client";
    public const string Talk = "talk";
    public const string Words = "words";
    public const string Draft = "draft";
    public const string Slot = "slot";
    public const string Value = "value";
    public const string Offer = "offer";
    public const string Request = "request";
    public const string Price = "price";
    public const string Kind = "kind";
    public const string Once = "one_time";
    public const string Monthly = "ongoing";

    /// <summary>The first approval that is seconded, by its entry.</summary>
    public const string Seconds = "seconds";

    /// <summary>The facts that a card shows, for the moment of the press.</summary>
    public const string Seen = "seen";
    public const string What = "what";
    public const string Credits = "credits";
    public const string Reason = "reason";
    public const string Question = "question";
}
