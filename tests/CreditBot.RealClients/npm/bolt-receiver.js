// Slack's own receiver (@slack/bolt), at a fixed time, so that its verdict on a request can be compared with ours:
//   node bolt-receiver.js PORT SECRET UNIX_SECONDS
// It answers 401 to what it doesn't believe, and to a url_verification that it believes the challenge.
'use strict';

const [port, signingSecret, seconds] = process.argv.slice(2);
Date.now = () => Number(seconds) * 1000;

const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');

const app = new App({
    receiver: new HTTPReceiver({
        signingSecret,
        endpoints: ['/slack/events'],
        logLevel: LogLevel.ERROR,
    }),
    authorize: async () => ({ botToken: 'xoxb', botId: 'B1', botUserId: 'U1' }),
    logLevel: LogLevel.ERROR,
});
app.command('/credits', async ({ ack }) => ack());
app.action(/.*/, async ({ ack }) => ack());
app.event('message', async () => {});

app.start({ port: Number(port), host: '127.0.0.1' }).then(() => process.stdout.write('listening\n'));
