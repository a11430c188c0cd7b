using System.Net;
using CreditBot.Webhooks;

namespace CreditBot.Tests.Webhooks;

/// <summary>Where a webhook may not go outside Development: nowhere inside.</summary>
public class WebhookUrlTests
{
    [Theory]
    [InlineData("https://example.com/hooks")]
    [InlineData("https://example.com:8443/hooks?tenant=7")]
    [InlineData("https://93.184.216.34/hooks")]
    [InlineData("https://[2606:2800:220:1::1]/hooks")]
    public void A_public_https_address_is_taken(string url) =>
        WebhookUrls.Mistake(url, isDevelopment: false).ShouldBeNull();

    [Theory]
    [InlineData("http://localhost/hooks")]
    [InlineData("https://localhost/hooks")]
    [InlineData("https://127.0.0.1/hooks")]
    [InlineData("https://127.1/hooks")]
    [InlineData("https://2130706433/hooks")]
    [InlineData("https://0x7f000001/hooks")]
    [InlineData("https://0177.0.0.1/hooks")]
    [InlineData("https://[::1]/hooks")]
    [InlineData("https://[::ffff:127.0.0.1]/hooks")]
    [InlineData("https://[::ffff:7f00:1]/hooks")]
    [InlineData("https://[64:ff9b::7f00:1]/hooks")]
    [InlineData("https://[2002:7f00:1::]/hooks")]
    [InlineData("https://[2001::1]/hooks")]
    [InlineData("https://[fe80::1]/hooks")]
    [InlineData("https://[ff02::1]/hooks")]
    [InlineData("https://[::]/hooks")]
    [InlineData("https://0.0.0.0/hooks")]
    [InlineData("https://10.1.2.3/hooks")]
    [InlineData("https://100.64.0.1/hooks")]
    [InlineData("https://172.16.0.1/hooks")]
    [InlineData("https://172.31.255.255/hooks")]
    [InlineData("https://192.168.1.1/hooks")]
    [InlineData("https://169.254.169.254/hooks")]
    [InlineData("https://198.18.0.1/hooks")]
    [InlineData("https://224.0.0.1/hooks")]
    [InlineData("https://255.255.255.255/hooks")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https:example.com")]
    [InlineData("https://")]
    public void An_address_inside_is_not(string url) =>
        WebhookUrls.Mistake(url, isDevelopment: false).ShouldNotBeNull();

    [Theory]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2a00:1450::1", true)]
    public void What_a_name_stands_for_is_judged_by_its_address(string address, bool isPublic) =>
        WebhookUrls.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);
}
