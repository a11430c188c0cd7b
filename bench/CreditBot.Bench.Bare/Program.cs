using CreditBot.Bench.Bare;

// What the product is measured against: "empty", "echo", "usage FILE", "rows DATABASE" or "documents FILE", with the settings of ASP.NET Core behind it.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
switch (args)
{
    case ["usage", var file, ..]:
        builder.Services.AddSingleton(_ => new BareEvents(file));
        break;
    case ["rows", var database, ..]:
        builder.Services.AddSingleton(_ => new BareRows(database));
        break;
    case ["documents", var file, ..]:
        builder.Services.AddSingleton(_ => new BareDocuments(file));
        break;
    case ["echo", ..]:
        builder.Services.AddSingleton<BareEcho>();
        break;
}

await using var app = builder.Build();
app.MapGet("/", () => "alive");
switch (args)
{
    case ["usage", ..]:
        app.MapPost("/usage", (List<BareEvent> sent, BareEvents stored) => stored.StoreAsync(sent));
        break;
    case ["rows", ..]:
        app.MapPost("/usage", (List<BareEvent> sent, BareRows stored) => stored.StoreAsync(sent));
        break;
    case ["documents", ..]:
        app.MapPost(
            "/documents",
            (BareBatch sent, BareDocuments stored) => stored.StoreAsync(sent)
        );
        break;
    case ["echo", ..]:
        app.MapPost("/api/messages", (BareActivity said, BareEcho echo) => echo.TakeAsync(said));
        break;
}

await app.RunAsync();
