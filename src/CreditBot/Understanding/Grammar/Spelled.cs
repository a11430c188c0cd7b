using System.Collections.Frozen;

namespace CreditBot.Understanding.Grammar;

/// <summary>How people write words: contractions, chat spellings and thumbs, brought to one form.</summary>
internal static class Spelled
{
    /// <summary>The canonical words of one written word; a possessive loses its 's.</summary>
    public static (string[] Words, bool Possessive) Canonical(string raw)
    {
        if (Forms.TryGetValue(raw, out var known))
        {
            return (known, false);
        }

        var apostrophe = raw.IndexOf('\'', StringComparison.Ordinal);
        if (apostrophe <= 0)
        {
            return ([Stretched(raw)], false);
        }

        var stem = raw[..apostrophe];
        if (raw.EndsWith("n't", StringComparison.Ordinal) && raw.Length > 3)
        {
            return ([raw[..^3], "not"], false);
        }

        return raw[apostrophe..] switch
        {
            "'re" => ([stem, "are"], false),
            "'ve" => ([stem, "have"], false),
            "'ll" => ([stem, "will"], false),
            "'d" => ([stem, "would"], false),
            "'m" => ([stem, "am"], false),
            "'s" when TakesIs.Contains(stem) => ([stem, "is"], false),
            "'s" => ([stem], true),
            _ => ([raw.Replace("'", "", StringComparison.Ordinal)], false),
        };
    }

    /// <summary>The word a thumb stands for, or null when the picture says nothing.</summary>
    public static string? Emoji(int codePoint) =>
        codePoint switch
        {
            0x1F44D or 0x1F44C or 0x1F197 => "yes",
            0x1F44E or 0x1F6AB => "no",
            0x1F44B => "hi",
            _ => null,
        };

    // "yesss", "pleaaase": three equal letters in a row are one.
    private static string Stretched(string word)
    {
        for (var i = 2; i < word.Length; i++)
        {
            if (word[i] == word[i - 1] && word[i] == word[i - 2] && char.IsLetter(word[i]))
            {
                var shorter = new System.Text.StringBuilder(word.Length);
                for (var j = 0; j < word.Length; j++)
                {
                    if (j == 0 || word[j] != word[j - 1])
                    {
                        shorter.Append(word[j]);
                    }
                }

                return shorter.ToString();
            }
        }

        return word;
    }

    private static readonly FrozenSet<string> TakesIs = Words.Of(
        "what how where who when that it there here he she this everything why which"
    );

    private static readonly FrozenDictionary<string, string[]> Forms = Table(
        """
        can't=can not|cant=can not|cannot=can not|won't=will not|wont=will not|ain't=is not|aint=is not|dont=do not|doesnt=does not|didnt=did not
        isnt=is not|arent=are not|wasnt=was not|havent=have not|hasnt=has not|couldnt=could not|wouldnt=would not|shouldnt=should not
        im=i am|ive=i have|id=i would|ill=i will|weve=we have|youre=you are|theyre=they are|thats=that is|whats=what is|wats=what is|hows=how is
        wheres=where is|whos=who is|whens=when is|theres=there is|let's=let us|lets=let us|y'all=you
        u=you|ur=your|r=are|pls=please|plz=please|pleas=please|plese=please|thx=thanks|tx=thanks|ty=thanks|tysm=thanks|thnx=thanks|thanx=thanks|tnx=thanks
        tmrw=tomorrow|tmr=tomorrow|tmrrw=tomorrow|tmw=tomorrow|2moro=tomorrow|tomorow=tomorrow|tommorow=tomorrow|tommorrow=tomorrow|2day=today
        creds=credits|cred=credits|crds=credits|crd=credits|em=them|crdts=credits|credtis=credits|cr=credits|credz=credits
        mo=month|mth=month|mnth=month|mos=months|wk=week|wks=weeks|thru=through|w=with|b4=before|bc=because|cuz=because|cos=because|coz=because|'cause=because
        nvm=never mind|nevermind=never mind|idk=i do not know|dunno=do not know|wanna=want to|gonna=going to|gotta=got to|lemme=let me|gimme=give me
        k=ok|okay=ok|kk=ok|okey=ok|okie=ok|oke=ok|yea=yeah|yup=yep|yeap=yep|yepp=yep|yah=yeah|ye=yeah|yess=yes|yas=yes|nah=no|naw=no|nay=no|nope=no|noo=no
        rollover=roll over|rollovers=roll over|topup=top up|topups=top ups|onetime=one time|oneoff=one off|upto=up to|alot=a lot|asap=asap|xmas=christmas|x'mas=christmas
        req=request|reqs=requests|reqst=request|amt=amount|bal=balance|acct=account|info=info|msg=message|mgr=manager|appr=approve|eom=eom|btw=btw|rn=now|atm=now
        hiya=hi|heya=hey|hullo=hello|helo=hello|hallo=hello|mornin=morning|g'day=hello|gday=hello|ppl=people|rly=really|abt=about|bout=about|approx=approximately|tho=though
        pics=pictures|pic=picture|imgs=images|img=image|fotos=photos|monthy=monthly|recieve=receive|cancelled=cancelled|canceled=cancelled|canceling=cancelling
        max=max|mins=minutes|min=min|hrs=hours|til=until|till=until|'til=until|n=and|pro=professional|prof=professional|ent=enterprise|ya'll=you|o'clock=oclock
        wen=when|wat=what|wut=what|hw=how|hv=have|nd=need|mor=more|moar=more|shud=should|cud=could|wud=would|gimmie=give me|outta=out of|kinda=kind of|sorta=sort of
        thankyou=thank you|goodbye=goodbye|cya=see you|ttyl=talk to you later|lgtm=lgtm|anymore=anymore|another=another|1st=first
        """
    );

    private static FrozenDictionary<string, string[]> Table(string lines) =>
        lines
            .Split(
                ['\n', '|'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
            .Select(line => line.Split('='))
            .Where(pair => pair[0] != pair[1])
            .ToFrozenDictionary(
                pair => pair[0],
                pair => pair[1].Split(' '),
                StringComparer.Ordinal
            );
}
