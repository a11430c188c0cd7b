using System.Xml.Linq;
using CreditBot.Amounts;
using CreditBot.Ports;
using CreditBot.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CreditBot.Pages;

/// <summary>The keys of cookies and forms, in the store: all nodes have the same, and a restore brings them back.</summary>
/// <remarks>They are the host's and no agency's, so they stand with agency default, which every store has room for.</remarks>
internal sealed class StoredKeys(IStore store, DirectoryInfo earlier) : IXmlRepository
{
    private const string Prefix = "data-protection|";

    /// <summary>Under this name nodes that start at once on an empty store write the first key: one does, and the others take that one.</summary>
    private const string First = "first";

    /// <summary>A key lasts 90 days.</summary>
    private const int Most = 10_000;

    private volatile bool _wereThereNone;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var documents = Wait(() =>
            store.DocumentsAsync(
                AgencyId.Default,
                DocumentKinds.Secret,
                Prefix,
                null,
                Most,
                CancellationToken.None
            )
        );
        List<XElement> all =
        [
            .. documents.Select(document => XElement.Parse(Documents.Parse<string>(document))),
            // Versions before this one kept them beside the store's file.
            .. earlier.Exists ? earlier.EnumerateFiles("*.xml").Select(Read) : [],
        ];
        _wereThereNone = all.Count == 0;
        return all;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = _wereThereNone ? First : friendlyName;
        // Losing the race for the first one means that another node's is there: it is read next.
        Wait(() =>
            store.CommitAsync(
                new Commit(AgencyId.Default)
                {
                    Documents =
                    [
                        Documents.Write(
                            DocumentKinds.Secret,
                            Prefix + name,
                            element.ToString(SaveOptions.DisableFormatting),
                            readVersion: 0
                        ),
                    ],
                },
                CancellationToken.None
            )
        );
    }

    private static XElement Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        return XElement.Load(stream);
    }

    /// <summary>The interface is of a time before await.</summary>
    private static T Wait<T>(Func<Task<T>> ask) => Task.Run(ask).GetAwaiter().GetResult();
}
