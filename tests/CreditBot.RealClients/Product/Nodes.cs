using System.Net;
using System.Net.Http.Headers;
using CreditBot.RealClients.Processes;
using CreditBot.Tests.Storage.PostgreSql;

namespace CreditBot.RealClients.Product;

/// <summary>Several products on one database, each a process of its own.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private readonly List<RunningCreditBot> _all = [];

    private Nodes(PostgresServer server) => Server = server;

    public PostgresServer Server { get; }

    public IReadOnlyList<RunningCreditBot> All => _all;

    public RunningCreditBot this[int index] => _all[index];

    /// <summary>Starts a server of their own and, all at once, the nodes.</summary>
    public static async Task<Nodes> StartAsync(
        int count,
        params (string Name, string? Value)[] settings
    )
    {
        var nodes = new Nodes(await PostgresServer.StartAsync());
        try
        {
            var database = await nodes.Server.NewDatabaseAsync();
            nodes._all.AddRange(
                await Task.WhenAll(
                    Enumerable
                        .Range(0, count)
                        .Select(_ =>
                            RunningCreditBot.StartAsync(
                                settings:
                                [
                                    ("Storage__Provider", "postgresql"),
                                    ("Storage__ConnectionString", database),
                                    .. settings,
                                ]
                            )
                        )
                )
            );
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    /// <summary>A caller who asks the nodes in turn; whom no node answers with a good answer hears it as a <see cref="HttpRequestException"/>.</summary>
    public HttpClient Caller(int first) =>
        new(new InTurn(_all, first))
        {
            BaseAddress = _all[0].Url,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", RunningCreditBot.AdminKey),
            },
        };

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all)
        {
            await node.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    private sealed class InTurn(IReadOnlyList<RunningCreditBot> nodes, int first)
        : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _next = first;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var node = nodes[Interlocked.Increment(ref _next) % nodes.Count];
            request.RequestUri = new Uri(node.Url, request.RequestUri!.PathAndQuery);
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                // Not now: to be sent again.
                answer.Dispose();
                throw new HttpRequestException($"{node.Url} can't just now.");
            }

            return answer;
        }
    }
}
