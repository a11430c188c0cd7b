using System.Runtime.InteropServices;

namespace CreditBot.Understanding.Grammar;

/// <summary>A message cut into tokens, with what the grammars have read marked on them.</summary>
internal sealed class Message
{
    private readonly Token[] _tokens;
    private readonly int[] _ids;
    private readonly Marks[] _marks;

    private Message(string text, Token[] tokens, int[] ids)
    {
        Text = text;
        _tokens = tokens;
        _ids = ids;
        _marks = new Marks[tokens.Length];
        (CoreStart, CoreEnd) = Fillers.Core(tokens);
        Asks = text.AsSpan(0, Math.Min(text.Length, Tokenizer.MaxLength)).Contains('?');
    }

    public static Message Cut(string text, Lexicon lexicon, Spelling spelling)
    {
        var tokens = CollectionsMarshal.AsSpan(Tokenizer.Cut(text)).ToArray();
        var ids = new int[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            ids[i] = -1;
            if (tokens[i].Kind != TokenKind.Word)
            {
                continue;
            }

            ids[i] = lexicon.Find(tokens[i].Word);
            if (ids[i] < 0 && spelling.Correct(tokens[i].Word) is { } meant)
            {
                tokens[i] = tokens[i] with { Word = meant };
                ids[i] = lexicon.Find(meant);
            }
        }

        return new Message(text, tokens, ids);
    }

    public string Text { get; }

    public int Count => _tokens.Length;

    /// <summary>The first token that is no greeting or filler.</summary>
    public int CoreStart { get; }

    /// <summary>Behind the last token that is no politeness.</summary>
    public int CoreEnd { get; }

    /// <summary>Has a question mark.</summary>
    public bool Asks { get; }

    public ref readonly Token Token(int index) => ref _tokens[index];

    public int WordId(int index) => _ids[index];

    public Marks MarksOf(int index) => _marks[index];

    public bool Marked(int index, Marks marks) =>
        index >= 0 && index < Count && (_marks[index] & marks) != Marks.None;

    public void Mark(Span span, Marks mark)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            _marks[i] |= mark;
        }
    }

    /// <summary>The canonical word at a place, or "" beyond the ends and for numbers.</summary>
    public string Word(int index) =>
        index >= 0 && index < Count && _tokens[index].Kind == TokenKind.Word
            ? _tokens[index].Word
            : "";

    public bool Is(int index, IReadOnlySet<string> words) =>
        Word(index) is { Length: > 0 } word && words.Contains(word);

    public bool Is(int index, string word) => Word(index) == word;

    public bool IsKind(int index, TokenKind kind) =>
        index >= 0 && index < Count && _tokens[index].Kind == kind;

    /// <summary>Whether a clause or the message ends before the token.</summary>
    public bool Breaks(int index) =>
        index <= 0 || index >= Count || _tokens[index].EndsClauseBefore;

    /// <summary>Whether a sentence or the message ends before the token.</summary>
    public bool EndsSentence(int index) =>
        index <= 0 || index >= Count || _tokens[index].EndsSentenceBefore;

    /// <summary>Whether the words stand one after another from the place on.</summary>
    public bool Reads(int index, params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (Word(index + i) != words[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text of tokens, word for word.</summary>
    public string Slice(int from, int to) => Text[_tokens[from].Start.._tokens[to - 1].End];

    public int SentenceStart(int index)
    {
        var at = index;
        while (!EndsSentence(at))
        {
            at--;
        }

        return at;
    }

    public int SentenceEnd(int index)
    {
        var at = index + 1;
        while (!EndsSentence(at))
        {
            at++;
        }

        return at;
    }
}

/// <summary>Tokens [Start, End).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Span(int Start, int End)
{
    public bool Holds(int index) => index >= Start && index < End;
}
