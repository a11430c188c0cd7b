using CreditBot.Bench.Bare;

// What the product is measured against: "empty", or "usage FILE" with the settings of ASP.NET Core behind it.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (args is ["usage", var file, ..])
{
    builder.Services.AddSingleton(_ => new BareEvents(file));
}

await using var app = builder.Build();
app.MapGet("/", () => "alive");
if (args is ["usage", ..])
{
    app.MapPost("/usage", (List<BareEvent> events, BareEvents stored) => stored.StoreAsync(events));
}

await app.RunAsync();
