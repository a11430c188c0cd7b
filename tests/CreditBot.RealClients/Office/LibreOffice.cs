using CreditBot.RealClients.Processes;

namespace CreditBot.RealClients.Office;

/// <summary>LibreOffice without a window, under a profile of these tests' own that recalculates every formula on opening.</summary>
internal static class LibreOffice
{
    private const string Profile = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
          <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
          <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    // One profile serves one process at a time.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Opens a workbook, calculates everything anew and writes it as a workbook again.</summary>
    /// <returns>The new file, in <paramref name="folder"/>, which must be another than the workbook's.</returns>
    public static Task<string> RecalculateAsync(string workbook, string folder) =>
        ConvertAsync(workbook, "xlsx:Calc MS Excel 2007 XML", "xlsx", folder);

    /// <summary>Prints a workbook to a PDF in <paramref name="folder"/>.</summary>
    public static Task<string> PrintAsync(string workbook, string folder) =>
        ConvertAsync(workbook, "pdf:calc_pdf_Export", "pdf", folder);

    /// <summary>Prints a workbook and keeps its first pages as pictures in TestResults/screenshots: <c>name-1.png</c>, …</summary>
    public static async Task<IReadOnlyList<string>> PicturesAsync(
        string workbook,
        string name,
        int pages = 12
    )
    {
        using var folder = new TempFolder();
        var pdf = await PrintAsync(workbook, folder.Path);
        var limits = new[] { "-r", "70", "-l", $"{pages}" };
        var printed = await ChildProcess.RunAsync(
            "pdftoppm",
            ["-png", .. limits, pdf, folder.Of("page")],
            limit: TimeSpan.FromMinutes(1)
        );
        printed.ShouldBeDone();
        return
        [
            .. Directory
                .GetFiles(folder.Path, "page-*.png")
                .Order(StringComparer.Ordinal)
                .Select((page, index) => Keep(page, $"{name}-{index + 1}.png")),
        ];
    }

    private static string Keep(string page, string name)
    {
        var kept = Path.Combine(Repository.Screenshots, name);
        File.Copy(page, kept, overwrite: true);
        return kept;
    }

    private static async Task<string> ConvertAsync(
        string file,
        string filter,
        string extension,
        string folder
    )
    {
        await OneAtATime.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            using var profile = new TempFolder();
            Directory.CreateDirectory(profile.Of("user"));
            await File.WriteAllTextAsync(
                profile.Of("user/registrymodifications.xcu"),
                Profile,
                TestContext.Current.CancellationToken
            );
            string[] manners =
            [
                $"-env:UserInstallation=file://{profile.Path}",
                "--headless",
                "--norestore",
                "--nolockcheck",
            ];
            var finished = await ChildProcess.RunAsync(
                "soffice",
                [.. manners, "--convert-to", filter, "--outdir", folder, file],
                limit: TimeSpan.FromMinutes(2)
            );
            var made = Path.Combine(
                folder,
                Path.ChangeExtension(Path.GetFileName(file), extension)
            );
            // It ends with 0 even when it couldn't read the file.
            return File.Exists(made)
                ? made
                : throw new InvalidOperationException(
                    $"LibreOffice made no {extension} of {file}: {finished.Output}"
                );
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
