using System.Collections.Immutable;
using System.Text.Json;
using CreditBot.Channels.Slack.Blocks;
using CreditBot.Channels.Slack.Web;

namespace CreditBot.Channels.Slack.Turns;

/// <summary>What an interaction comes to.</summary>
internal abstract record Interaction
{
    private Interaction() { }

    /// <summary>Nothing to do.</summary>
    public sealed record None : Interaction;

    public sealed record Did(SlackInput Input) : Interaction;

    /// <summary>A window is to be opened, at once: the trigger is good for three seconds.</summary>
    public sealed record OpenWindow(
        string? Team,
        string Trigger,
        System.Text.Json.Nodes.JsonObject View
    ) : Interaction;

    /// <summary>Fields of a window that can't be taken as they are, by block.</summary>
    public sealed record Wrong(IReadOnlyDictionary<string, string> Errors) : Interaction;
}

/// <summary>Reads presses, windows and shortcuts (protocols/slack.md §3).</summary>
internal static class InteractionReader
{
    private const int LongestVerb = 100;

    public static Interaction Read(JsonElement payload) =>
        Person(payload) is { } who
            ? payload.Text("type") switch
            {
                "block_actions" => Pressed(payload, who),
                "view_submission" => Submitted(payload, who),
                "message_action"
                    when payload.Text("callback_id") == ModalWriter.AskShortcut
                        && payload.Text("trigger_id") is { } trigger => new Interaction.OpenWindow(
                    who.Team,
                    trigger,
                    ModalWriter.ForAsking(SlackWords.Read(payload.Text("message", "text")) ?? "")
                ),
                _ => new Interaction.None(),
            }
            : new Interaction.None();

    private static Interaction Pressed(JsonElement payload, Speaker who)
    {
        var pressed = payload
            .List("actions")
            .FirstOrDefault(action => action.Text("type") == "button");
        if (
            ButtonValue.Read(pressed.Text("value")) is not { Verb.Length: <= LongestVerb } value
            || pressed.Text("action_ts") is not { } at
        )
        {
            return new Interaction.None();
        }

        var channel = payload.Text("container", "channel_id") ?? payload.Text("channel", "id");
        var ts = payload.Text("container", "message_ts") ?? payload.Text("message", "ts");
        var card =
            channel is null || ts is null ? null : new SlackMessageId(channel, ts).ToString();
        var isEphemeral = payload.Flag("container", "is_ephemeral");
        var response = payload.Text("response_url");
        if (value.Inputs is { Count: > 0 })
        {
            return payload.Text("trigger_id") is { } trigger
                ? new Interaction.OpenWindow(
                    who.Team,
                    trigger,
                    ModalWriter.ForPress(
                        new ModalOrigin(value, card, isEphemeral ? response : null)
                    )
                )
                : new Interaction.None();
        }

        return new Interaction.Did(
            new SlackInput.Pressed(
                $"press|{who.UserTeam}|{who.User}|{card}|{pressed.Text("block_id")}|{pressed.Text("action_id")}|{at}",
                who.Team,
                who.UserTeam,
                who.User,
                channel,
                payload.Text("message", "thread_ts"),
                response,
                value.Verb,
                value.Data,
                FieldReader.Read(payload.At("state", "values")),
                card,
                isEphemeral
            )
        );
    }

    private static Interaction Submitted(JsonElement payload, Speaker who)
    {
        if (payload.At("view") is not { } view || view.Text("id") is not { } window)
        {
            return new Interaction.None();
        }

        if (FieldReader.Faults(view) is { Count: > 0 } errors)
        {
            return new Interaction.Wrong(errors);
        }

        var id = $"window|{who.UserTeam}|{who.User}|{window}";
        var inputs = FieldReader.Read(view.At("state", "values"));
        return view.Text("callback_id") switch
        {
            ModalWriter.Ask when ModalWriter.WordsOf(inputs) is { } words => new Interaction.Did(
                new SlackInput.Said(id, who.Team, who.UserTeam, who.User, null, null, words)
            ),
            ModalWriter.Press
                when ModalWriter.OriginOf(view.Text("private_metadata")) is { } origin =>
                new Interaction.Did(
                    new SlackInput.Pressed(
                        id,
                        who.Team,
                        who.UserTeam,
                        who.User,
                        SlackMessageId.Read(origin.Card)?.Channel,
                        null,
                        origin.ResponseUrl,
                        origin.Value.Verb,
                        origin.Value.Data,
                        inputs,
                        origin.Card,
                        origin.ResponseUrl is not null
                    )
                ),
            _ => new Interaction.None(),
        };
    }

    private static Speaker? Person(JsonElement payload) =>
        payload.Text("user", "id") is { } user
            ? new Speaker(
                payload.Text("view", "app_installed_team_id") ?? payload.Text("team", "id"),
                payload.Text("user", "team_id") ?? payload.Text("team", "id") ?? "",
                user
            )
            : null;

    private sealed record Speaker(string? Team, string UserTeam, string User);
}
