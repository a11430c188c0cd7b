using System.IO.Compression;
using System.Text.Json.Nodes;
using CreditBot.Commands.Manifests;
using CreditBot.Manifest;
using CreditBot.Tests.Hosting;

namespace CreditBot.Tests.Commands;

/// <summary><c>creditbot manifest</c> packs what Teams takes and says what it wouldn't.</summary>
public sealed class ManifestCommandTests : IDisposable
{
    private static readonly ManifestValues Values = new(
        ManifestFolder.BotAppId,
        ManifestFolder.Host,
        "agency.example"
    );

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_archive_holds_three_files_filled_in()
    {
        var file = new FileInfo(_folder.Of("teams.zip"));
        (await MakeAsync(Values, file)).ShouldBe((0, file.FullName, ""));

        using var archive = await ZipFile.OpenReadAsync(
            file.FullName,
            TestContext.Current.CancellationToken
        );
        archive
            .Entries.Select(entry => entry.FullName)
            .ShouldBe(["manifest.json", "color.png", "outline.png"]);
        using var reader = new StreamReader(archive.GetEntry("manifest.json")!.Open());
        JsonNode
            .DeepEquals(
                JsonNode.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken)),
                JsonNode.Parse(ManifestFolder.Filled("teams/manifest.json"))
            )
            .ShouldBeTrue();
        (await CheckAsync(file)).ShouldBe((0, "Teams has nothing to refuse it for."));
    }

    [Fact]
    public async Task Slacks_is_filled_in_too()
    {
        var file = new FileInfo(_folder.Of("slack.yaml"));
        var output = new StringWriter();
        (
            await ManifestCommand.MakeAsync(
                Values with
                {
                    AppId = null,
                },
                forTeams: false,
                file,
                json: false,
                dryRun: false,
                output,
                TextWriter.Null,
                TestContext.Current.CancellationToken
            )
        ).ShouldBe(0);
        (
            await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken)
        ).ShouldBe(ManifestFolder.Filled("slack.yaml"));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        var file = new FileInfo(_folder.Of("teams.zip"));
        (await MakeAsync(Values, file, dryRun: true)).Code.ShouldBe(0);
        File.Exists(file.FullName).ShouldBeFalse();
    }

    [Theory]
    [InlineData("no id", "credits.example.com", null, "--app-id")]
    [InlineData(null, "https://credits.example.com", null, "--host")]
    [InlineData(null, "localhost", null, "--host")]
    [InlineData(null, "127.0.0.1", null, "--host")]
    [InlineData(null, "credits.example.com/path", null, "--host")]
    [InlineData(null, "credits.example.com", "agency", "--site")]
    [InlineData(null, "a\"b.example.com", null, "--host")]
    public async Task Values_that_can_not_be_are_named(
        string? app,
        string host,
        string? site,
        string option
    )
    {
        var (code, _, errors) = await MakeAsync(
            new ManifestValues(app ?? ManifestFolder.BotAppId, host, site),
            new FileInfo(_folder.Of("x.zip"))
        );

        code.ShouldBe(2);
        errors.ShouldStartWith(option);
    }

    [Theory]
    [InlineData("id", "\"x\"", "no app id")]
    [InlineData("version", "\"new\"", "no version")]
    [InlineData("manifestVersion", "\"1.5\"", "manifestVersion")]
    [InlineData("validDomains", "[]", "validDomains")]
    [InlineData("icons", "{}", "icon color")]
    [InlineData("icons", "{\"color\":\"outline.png\",\"outline\":\"outline.png\"}", "192")]
    [InlineData(
        "name",
        "{\"short\":\"a name that is longer than thirty letters\",\"full\":\"x\"}",
        "name.short"
    )]
    [InlineData("description", "{\"short\":\"${X}\",\"full\":\"x\"}", "placeholder")]
    public async Task What_Teams_would_refuse_is_named(string field, string value, string fault)
    {
        var file = new FileInfo(_folder.Of("teams.zip"));
        await MakeAsync(Values, file);
        var manifest = JsonNode.Parse(ManifestFolder.Filled("teams/manifest.json"))!;
        manifest[field] = JsonNode.Parse(value);
        await using (
            var archive = await ZipFile.OpenAsync(
                file.FullName,
                ZipArchiveMode.Update,
                TestContext.Current.CancellationToken
            )
        )
        {
            archive.GetEntry("manifest.json")!.Delete();
            await using var writer = new StreamWriter(archive.CreateEntry("manifest.json").Open());
            await writer.WriteAsync(manifest.ToJsonString());
        }

        var (code, told) = await CheckAsync(file);

        code.ShouldBe(1);
        told.ShouldContain(fault);
    }

    [Fact]
    public async Task What_is_no_archive_is_told_so()
    {
        var file = new FileInfo(_folder.Of("x.zip"));
        await File.WriteAllTextAsync(file.FullName, "x", TestContext.Current.CancellationToken);

        (await CheckAsync(file)).Code.ShouldBe(1);
    }

    private static async Task<(int Code, string Told, string Errors)> MakeAsync(
        ManifestValues values,
        FileInfo file,
        bool dryRun = false
    )
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await ManifestCommand.MakeAsync(
            values,
            forTeams: true,
            file,
            json: false,
            dryRun,
            output,
            errors,
            TestContext.Current.CancellationToken
        );
        return (code, output.ToString().Trim(), errors.ToString());
    }

    private static async Task<(int Code, string Told)> CheckAsync(FileInfo file)
    {
        var output = new StringWriter();
        var code = await ManifestCommand.CheckAsync(file, json: false, output, TextWriter.Null);
        return (code, output.ToString().Trim());
    }
}
