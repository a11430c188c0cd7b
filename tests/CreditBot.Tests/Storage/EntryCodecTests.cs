using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CreditBot.Ledger;
using CreditBot.Ports;
using CreditBot.Storage;
using NodaTime;

namespace CreditBot.Tests.Storage;

public sealed partial class EntryCodecTests
{
    private static readonly string Before = new('0', 64);

    [Fact]
    public void Every_kind_of_client_entry_is_stored_as_it_always_was()
    {
        var samples = EntrySamples.OfClient().ToList();
        CasesOf<ClientEntry>()
            .ShouldBe(samples.Select(sample => sample.GetType()).Distinct(), ignoreOrder: true);
        Golden.ShouldMatch(
            Lines(samples.Select(entry => EntryCodec.Client.Encode(entry, Before))),
            "client-entries.jsonl"
        );
    }

    [Fact]
    public void Every_kind_of_agency_entry_is_stored_as_it_always_was()
    {
        var samples = EntrySamples.OfAgency().ToList();
        CasesOf<AgencyEntry>()
            .ShouldBe(samples.Select(sample => sample.GetType()).Distinct(), ignoreOrder: true);
        Golden.ShouldMatch(
            Lines(samples.Select(entry => EntryCodec.Agency.Encode(entry, Before))),
            "agency-entries.jsonl"
        );
    }

    [Fact]
    public void A_state_whose_stored_form_changes_needs_another_format_number() =>
        Golden.ShouldMatch(
            Encoding.UTF8.GetString(HeadCodec.Encode(HeadCodec.Of(EntrySamples.State, Before)))
                + "\n",
            $"head-format-{HeadCodec.Format}.json"
        );

    [Fact]
    public void A_head_that_shares_parts_with_the_one_before_has_the_bytes_of_one_written_anew()
    {
        var before = EntrySamples.State;
        HeadCodec.Encode(HeadCodec.Of(before, Before));
        var after = before with
        {
            Version = before.Version + 1,
            Lots = before.Lots.SetItem(0, before.Lots[0] with { Priority = 9 }),
        };
        var head = HeadCodec.Of(after, Before);
        HeadCodec
            .Encode(head)
            .ShouldBe(
                HeadCodec.WithSum(JsonSerializer.SerializeToUtf8Bytes(head, StoredJson.Options))
            );
    }

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        foreach (var entry in EntrySamples.OfClient())
        {
            var stored = EntryCodec.Client.Encode(entry, Before);
            var read = EntryCodec.Client.Decode(
                stored.Bytes,
                stored.Texts,
                entry.Seq,
                Before,
                "it"
            );
            read.ShouldBeEquivalentTo(entry);
        }

        foreach (var entry in EntrySamples.OfAgency())
        {
            var stored = EntryCodec.Agency.Encode(entry, Before);
            var read = EntryCodec.Agency.Decode(
                stored.Bytes,
                stored.Texts,
                entry.Seq,
                Before,
                "it"
            );
            JsonSerializer
                .Serialize(read, StoredJson.Options)
                .ShouldBe(JsonSerializer.Serialize(entry, StoredJson.Options));
        }

        HeadCodec
            .Decode<ClientState>(
                HeadCodec.Encode(HeadCodec.Of(EntrySamples.State, Before)),
                Stream,
                out _
            )!
            .State.ShouldBeEquivalentTo(EntrySamples.State);
    }

    [Fact]
    public void An_entry_with_nothing_optional_set_is_read_back_the_same()
    {
        var entry = new ClientEntry.LotsExpired
        {
            Seq = 1,
            At = NodaConstants.UnixEpoch - Duration.FromDays(1),
            RecordedAt = NodaConstants.UnixEpoch,
        };
        var stored = EntryCodec.Client.Encode(entry, Before);
        Encoding
            .UTF8.GetString(stored.Bytes)
            .ShouldBe(
                $$"""{"kind":"expired","seq":1,"at":-86400000000,"recordedAt":0,"by":"system","prev":"{{Before}}"}"""
            );
        EntryCodec
            .Client.Decode(stored.Bytes, stored.Texts, 1, Before, "it")
            .ShouldBeEquivalentTo(entry);
    }

    [Fact]
    public void What_people_wrote_is_not_in_the_bytes_and_can_be_erased_without_touching_them()
    {
        var entry = EntrySamples.OfClient().First();
        var stored = EntryCodec.Client.Encode(entry, Before);
        Encoding.UTF8.GetString(stored.Bytes).ShouldNotContain("Relaunch");
        EntryCodec
            .Client.Encode(entry, Before)
            .Hash.ShouldNotBe(stored.Hash, "each text has a key of its own");

        var erased = EntryCodec.Client.Decode(
            stored.Bytes,
            stored.Texts.Remove(TextNames.Reason),
            entry.Seq,
            Before,
            "it"
        );
        erased.Texts.Keys.ShouldBe([TextNames.Answer]);
    }

    [Fact]
    public void The_address_of_a_report_recipient_is_not_in_the_bytes()
    {
        var entry = EntrySamples.OfAgency().First();
        var stored = EntryCodec.Agency.Encode(entry, Before);
        Encoding.UTF8.GetString(stored.Bytes).ShouldNotContain("owner@pixel.example");

        var erased = (AgencyEntry.TermsSet)
            EntryCodec.Agency.Decode(stored.Bytes, stored.Texts.Clear(), 1, Before, "it");
        erased.Terms.Recipients.ShouldBeEmpty();
    }

    [Fact]
    public void Another_text_another_predecessor_or_another_number_is_damage()
    {
        var entry = EntrySamples.OfClient().First();
        var stored = EntryCodec.Client.Encode(entry, Before);
        var forged = stored.Texts.SetItem(
            TextNames.Reason,
            stored.Texts[TextNames.Reason] with
            {
                Text = "other",
            }
        );

        Should
            .Throw<LedgerDamagedException>(() =>
                EntryCodec.Client.Decode(stored.Bytes, forged, 1, Before, "Entry 1 of x")
            )
            .Message.ShouldContain("Entry 1 of x");
        Should.Throw<LedgerDamagedException>(() =>
            EntryCodec.Client.Decode(stored.Bytes, stored.Texts, 1, new string('1', 64), "it")
        );
        Should.Throw<LedgerDamagedException>(() =>
            EntryCodec.Client.Decode(stored.Bytes, stored.Texts, 2, Before, "it")
        );
        Should.Throw<LedgerDamagedException>(() =>
            EntryCodec.Client.Decode(new byte[] { 1, 2, 3 }, stored.Texts, 1, Before, "it")
        );
    }

    [Fact]
    public void An_instant_finer_than_a_microsecond_is_refused_rather_than_changed()
    {
        var entry = new ClientEntry.LotsExpired
        {
            Seq = 1,
            At = NodaConstants.UnixEpoch + Duration.FromNanoseconds(1L),
            RecordedAt = NodaConstants.UnixEpoch,
        };
        Should.Throw<InvalidOperationException>(() => EntryCodec.Client.Encode(entry, Before));
    }

    [Fact]
    public void A_head_of_another_format_is_not_read_but_tells_what_the_due_index_says()
    {
        var head = HeadCodec.Of(EntrySamples.State, Before);
        var other = Resummed(
            HeadCodec.Encode(head),
            json =>
                json.Replace(
                    $"\"format\":{HeadCodec.Format}",
                    "\"format\":999",
                    StringComparison.Ordinal
                )
        );

        HeadCodec.Decode<ClientState>(other, Stream, out var due).ShouldBeNull();
        due.ShouldBe(head.Due);
    }

    [Fact]
    public void A_head_with_any_byte_changed_is_damaged_and_never_read()
    {
        var bytes = HeadCodec.Encode(HeadCodec.Of(EntrySamples.State, Before));
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var bit in new[] { 0, 3, 7 })
            {
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << bit);
                Should.Throw<LedgerDamagedException>(
                    () => HeadCodec.Decode<ClientState>(flipped, Stream, out _),
                    $"bit {bit} of byte {at}"
                );
            }
        }

        Should.Throw<LedgerDamagedException>(() =>
            HeadCodec.Decode<ClientState>(bytes.AsSpan(0, bytes.Length - 1), Stream, out _)
        );
    }

    /// <summary>A head changed by somebody who knows of the checksum.</summary>
    internal static byte[] Resummed(byte[] head, Func<string, string> change)
    {
        const int sum = 76; // {"sum":" … ",
        var json = "{" + Encoding.UTF8.GetString(head)[(sum - 2)..];
        var changed = change(json);
        changed.ShouldNotBe(json);
        return HeadCodec.WithSum(Encoding.UTF8.GetBytes(changed));
    }

    private static StreamName Stream { get; } = new(CreditBot.Amounts.AgencyId.Default, "bella");

    private static IEnumerable<Type> CasesOf<T>() =>
        typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)));

    // Keys of texts are random, so their codes are; everything else is pinned.
    private static string Lines(IEnumerable<StoredBytes> entries) =>
        string.Concat(
            entries.Select(entry =>
                CodeOfText().Replace(Encoding.UTF8.GetString(entry.Bytes), "\"${name}\":\"(code)\"")
                + "\n"
            )
        );

    [GeneratedRegex(
        "\"(?<name>answer|reason|recipient.0)\":\"[0-9a-f]{64}\"",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex CodeOfText();
}
