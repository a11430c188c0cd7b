using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CreditBot.Settings;
using CreditBot.Storage;

namespace CreditBot.Commands;

/// <summary>Asks the process that holds the store's file to run a command there.</summary>
internal static class HolderCall
{
    /// <summary>What it answers; null when it doesn't answer, or not to our key.</summary>
    /// <exception cref="CommandFailedException">It runs the command, and the command fails.</exception>
    /// <param name="agency">As which it is asked; null when the settings name none such.</param>
    public static async Task<T?> AskAsync<T>(
        AgencySection? agency,
        StoreHolder holder,
        string command,
        object? body,
        CancellationToken stop
    )
        where T : class
    {
        if (
            agency?.Own["Api:AdminKey"] is not { Length: > 0 } key
            || !Uri.TryCreate(holder.Url, UriKind.Absolute, out var address)
        )
        {
            return null;
        }

        // Checking a large store takes its time; whoever waits can stop the command.
        using var client = new HttpClient
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var content = JsonContent.Create(body ?? new { });
            using var answer = await client.PostAsync(
                new Uri($"/api/v1/admin/{command}", UriKind.Relative),
                content,
                stop
            );
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadFromJsonAsync<T>(stop);
            }

            return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? null
                : throw new CommandFailedException(await DetailAsync(answer, holder, stop));
        }
        catch (Exception away) when (away is HttpRequestException or JsonException)
        {
            return null;
        }
    }

    private static async Task<string> DetailAsync(
        HttpResponseMessage answer,
        StoreHolder holder,
        CancellationToken stop
    ) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
        && (await answer.Content.ReadFromJsonAsync<Problem>(stop))?.Detail is { } detail
            ? detail
            : $"{holder.Url} answered {(int)answer.StatusCode}.";

    private sealed record Problem(string? Detail);
}
