using CreditBot.Storage.Checks;

namespace CreditBot.Storage.LiteDb;

/// <summary>Looks at every page of the file, those that no table uses too.</summary>
internal sealed partial class LiteDbStore
{
    protected internal override async Task CheckFilesAsync(
        Findings findings,
        CancellationToken stop
    )
    {
        var buffer = new byte[PagesAtOnce * PageSum.PageBytes];
        for (var at = 0L; ; )
        {
            var from = at;
            var read = await BetweenCommitsAsync(() => _file.Pages.Read(buffer, from), stop);
            if (read == 0)
            {
                return;
            }

            for (var page = 0; page + PageSum.PageBytes <= read; page += PageSum.PageBytes)
            {
                if (!PageSum.IsWhole(buffer.AsSpan(page, PageSum.PageBytes)))
                {
                    findings.Add(new PageDamagedException((at + page) / PageSum.PageBytes).Message);
                }
            }

            at += read;
        }
    }
}
