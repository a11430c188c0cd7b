using System.Net;
using System.Net.Http.Headers;
using CreditBot.Channels.Teams.Security;

namespace CreditBot.Channels.Teams.Connector;

/// <summary>Gives calls to the connector the bot's token, and only those: the last gate before the wire.</summary>
internal sealed class BearerHandler(ServiceHosts hosts, BotTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.RequestUri is not { } address || !hosts.Allows(address))
        {
            throw new UnauthorizedAccessException("service host");
        }

        if (!tokens.AreNeeded)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await AuthorizeAsync(request, renew: false, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        // The token may have been revoked before its time: once with a new one, and no more.
        response.Dispose();
        await AuthorizeAsync(request, renew: true, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task AuthorizeAsync(
        HttpRequestMessage request,
        bool renew,
        CancellationToken stop
    ) =>
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await tokens.TakeAsync(renew, stop)
        );
}
