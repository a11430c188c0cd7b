namespace CreditBot.Reports.Mail;

/// <summary>A mail was not accepted; the message is a sentence that a person who runs the agency can act on.</summary>
public sealed class MailDeliveryException : Exception
{
    public MailDeliveryException() { }

    public MailDeliveryException(string message)
        : base(message) { }

    public MailDeliveryException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <param name="isPermanent">Trying again later can't help: refused for good.</param>
    public MailDeliveryException(string message, bool isPermanent, Exception innerException)
        : base(message, innerException) => IsPermanent = isPermanent;

    public bool IsPermanent { get; }
}
