namespace CreditBot.Channels.Teams.Connector;

/// <summary>Waits so long for an answer to begin, by a clock that tests move; HttpClient's own timeout knows the real one only.</summary>
internal sealed class PatientHandler(TimeProvider time, TimeSpan patience) : DelegatingHandler
{
    /// <exception cref="OperationCanceledException">There was no answer in time.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            late.Token
        );
        return await base.SendAsync(request, either.Token);
    }
}
