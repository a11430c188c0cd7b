using System.Buffers;
using System.Collections.Concurrent;
using CreditBot.RealClients.Processes;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CreditBot.RealClients.Mail;

/// <summary>A real SMTP server on a free port of 127.0.0.1 that keeps what it is given.</summary>
internal sealed class SmtpSink : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Received> _mail = new();
    private readonly Task _serving;
    private readonly IReadOnlyCollection<string> _only;
    private int _refusals;

    private SmtpSink(IReadOnlyCollection<string> only)
    {
        _only = only;
        Port = FreePort.Next();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("sink.test")
            .Endpoint(endpoint =>
                endpoint
                    .Endpoint(new(System.Net.IPAddress.Loopback, Port))
                    .AllowUnsecureAuthentication()
            )
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this);
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>What was accepted, in the order of arrival.</summary>
    public IReadOnlyList<Received> Mail => [.. _mail];

    /// <summary>Called for each message that has been kept, before its sender is told so.</summary>
    public Action? BeforeAnswer { get; set; }

    /// <summary>The settings that make CreditBot send here.</summary>
    public (string Name, string? Value)[] Settings =>
        [
            ("Mail__Smtp__Host", "127.0.0.1"),
            ("Mail__Smtp__Port", $"{Port}"),
            ("Mail__From", "creditbot@agency.test"),
        ];

    /// <param name="only">Mail to others is taken, and nothing is made of it; all counts when none are named.</param>
    public static SmtpSink Start(params IReadOnlyCollection<string> only) => new(only);

    /// <summary>Answers the next messages with 451, a refusal for now, as a busy server does.</summary>
    public void RefuseNext(int messages) => Interlocked.Add(ref _refusals, messages);

    /// <summary>Waits until so many messages have been accepted.</summary>
    public Task<IReadOnlyList<Received>> WaitForAsync(int messages, TimeSpan? patience = null) =>
        Eventually.SeeAsync(
            () => _mail.Count >= messages ? Mail : null,
            $"{messages} messages",
            patience,
            () =>
                $"There were {_mail.Count}: {string.Join(", ", _mail.Select(mail => mail.Message.Subject))}"
        );

    /// <inheritdoc />
    public override Task<SmtpResponse> SaveAsync(
        ISessionContext context,
        IMessageTransaction transaction,
        ReadOnlySequence<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        if (_only.Count > 0 && !transaction.To.Select(Address).Any(_only.Contains))
        {
            return Task.FromResult(SmtpResponse.Ok);
        }

        if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            return Task.FromResult(
                new SmtpResponse(SmtpReplyCode.Aborted, "busy, try again later")
            );
        }

        Interlocked.Exchange(ref _refusals, 0);
        _mail.Enqueue(
            new(Address(transaction.From), [.. transaction.To.Select(Address)], buffer.ToArray())
        );
        BeforeAnswer?.Invoke();
        return Task.FromResult(SmtpResponse.Ok);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
    }

    private static string Address(SmtpServer.Mail.IMailbox mailbox) =>
        $"{mailbox.User}@{mailbox.Host}";

    /// <summary>One message as it came: the envelope, and every byte of what was in it.</summary>
    internal sealed record Received(string From, IReadOnlyList<string> To, byte[] Raw)
    {
        public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Raw));
    }
}
