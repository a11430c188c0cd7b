using System.Text;

namespace CreditBot.Reports.Mail;

/// <summary>Lines of a plain text mail: wrapped, with headings and right-aligned figures.</summary>
internal sealed class MailLines
{
    private const int Width = 72;
    private const string NewLine = "\r\n";
    private readonly StringBuilder _text = new();

    public void Line(string line) => _text.Append(line).Append(NewLine);

    public void Heading(string words)
    {
        Line("");
        Line(words.ToUpperInvariant());
    }

    /// <summary>A label and one figure.</summary>
    public void Row(string label, string figure) => Line($"{label, -54}{figure, 16}".TrimEnd());

    /// <summary>A label and three figures.</summary>
    public void Row(string label, string a, string b, string c) =>
        Line($"{label, -24}{a, 16}{b, 16}{c, 16}".TrimEnd());

    public void Paragraph(string words, string first = "", string next = "")
    {
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in words.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append(next);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        Line(line.ToString());
    }

    public override string ToString() => _text.ToString();
}
