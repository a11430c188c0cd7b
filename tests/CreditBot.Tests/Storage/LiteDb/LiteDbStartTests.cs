using CreditBot.Storage;
using CreditBot.Storage.LiteDb;
using LiteDB;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CreditBot.Tests.Storage.LiteDb;

public sealed class LiteDbStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditbot-store-");

    private string File => Path.Combine(_folder.FullName, "data", "creditbot.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_is_open_elsewhere_says_who_has_it()
    {
        await using (Open("http://localhost:4000"))
        {
            var held = Should.Throw<StoreHeldException>(() => Open("http://localhost:4001"));
            held.Message.ShouldContain($"process {Environment.ProcessId}");
            held.Message.ShouldContain(Environment.MachineName);
            held.Message.ShouldContain("http://localhost:4000");
            held.Holder!.Url.ShouldBe("http://localhost:4000");
        }

        await using var free = Open("http://localhost:4001");
    }

    [Fact]
    public void A_file_of_something_else_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "my diary");

        Should
            .Throw<StoreStartException>(() => Open())
            .Message.ShouldContain("is not a CreditBot store");

        System.IO.File.ReadAllText(File).ShouldBe("my diary");
    }

    [Fact]
    public void A_LiteDB_file_of_something_else_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using (var database = new LiteDatabase($"Filename={File};Collation=en-US/Ordinal"))
        {
            database.GetCollection("recipes").Insert(new BsonDocument { ["name"] = "bread" });
        }

        var bytes = System.IO.File.ReadAllBytes(File);

        Should
            .Throw<StoreStartException>(() => Open())
            .Message.ShouldContain("is not a CreditBot store");

        System.IO.File.ReadAllBytes(File).SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_is_cut_off_or_overwritten_is_called_damaged_and_left_as_it_is()
    {
        await using (Open()) { }

        using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(file.Length - 100);
        }

        Should.Throw<StoreStartException>(() => Open()).Message.ShouldContain("cut off");

        // Whole pages, but fewer than the header counts.
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(8192 * 2);
        }

        Should.Throw<StoreStartException>(() => Open()).Message.ShouldContain("cut off");

        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 8192;
            file.Write(new byte[8192 * 200]);
        }

        var bytes = await System.IO.File.ReadAllBytesAsync(
            File,
            TestContext.Current.CancellationToken
        );
        Should.Throw<StoreStartException>(() => Open()).Message.ShouldContain("damaged");
        (await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken))
            .SequenceEqual(bytes)
            .ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_can_not_be_made_is_a_clear_error()
    {
        System.IO.File.WriteAllText(
            Path.Combine(_folder.FullName, "data"),
            "a file where the folder should be"
        );

        Should.Throw<StoreStartException>(() => Open()).Message.ShouldContain("can't be opened");
    }

    [Fact]
    public void Settings_that_name_no_store_are_named()
    {
        new StorageOptions { Provider = "postgresql", ConnectionString = "Host=db;Database=c" }
            .Faults()
            .ShouldBeEmpty();
        new StorageOptions { Provider = "postgresql" }
            .Faults()
            .Single()
            .ShouldStartWith("Storage:ConnectionString is missing");
        new StorageOptions { Provider = "oracle", Path = " " }
            .Faults()
            .Count()
            .ShouldBe(2);
        new StorageOptions().Faults().ShouldBeEmpty();
    }

    private LiteDbStore Open(string url = "http://localhost:3978") =>
        LiteDbStore.Open(File, url, SystemClock.Instance, NullLogger<LiteDbStore>.Instance);
}
