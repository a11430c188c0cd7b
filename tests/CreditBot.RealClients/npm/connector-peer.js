// A chat channel for tests, out of Microsoft's own bot SDK: its connector service receives what the bot sends, its
// client posts activities to the bot. Speaks JSON lines with the test that starts it (Teams/ConnectorPeer.cs):
//   in   {"n": 1, "to": "<the bot's /api/messages>", "activity": {…}}
//   out  {"answered": 1, "status": 200, "body": …}
//        {"did": "send" | "reply" | "update" | "delete" | "create", "conversation", "id", "replyTo"?, "activity"?}
'use strict';

const http = require('node:http');
const readline = require('node:readline');
const { ChannelServiceHandlerBase, ChannelServiceRoutes, ConfigurationBotFrameworkAuthentication } = require('botbuilder');

const port = Number(process.argv[2]);
const serviceUrl = `http://127.0.0.1:${port}/connector`;
const tell = (line) => process.stdout.write(JSON.stringify(line) + '\n');

let last = 0;
const next = (kind) => `${kind}-${++last}`;
const people = new Map(); // conversation id -> the person in it, as the last activity showed them

class Channel extends ChannelServiceHandlerBase {
    // The test's bot runs without an app id, as with the Playground: it has no token to show.
    async authenticate() { return { isAuthenticated: true, claims: [] }; }

    async onSendToConversation(_, conversation, activity) { return this.keep('send', conversation, next('sent'), activity); }
    async onReplyToActivity(_, conversation, replyTo, activity) { return this.keep('reply', conversation, next('sent'), activity, replyTo); }
    async onUpdateActivity(_, conversation, id, activity) { return this.keep('update', conversation, id, activity); }
    async onDeleteActivity(_, conversation, id) { this.keep('delete', conversation, id); }

    async onCreateConversation(_, parameters) {
        const member = parameters.members?.[0];
        // The same two people have the same conversation each time, as in Teams.
        const conversation = [...people].find(([, person]) => person.id === member?.id)?.[0] ?? next('conversation');
        people.set(conversation, member);
        const { id } = this.keep('create', conversation, next('sent'), parameters.activity);
        return { id: conversation, activityId: id, serviceUrl };
    }

    async onGetConversationMembers(_, conversation) { return [people.get(conversation)].filter(Boolean); }
    async onGetConversationMember(_, member, conversation) { return people.get(conversation) ?? { id: member }; }
    async onGetConversationPagedMembers(_, conversation) { return { members: await this.onGetConversationMembers(_, conversation) }; }

    keep(did, conversation, id, activity, replyTo) {
        tell({ did, conversation, id, replyTo, activity });
        return { id };
    }
}

// The few things that the SDK's routes ask of a web framework.
const routes = [];
const register = (method) => (path, handle) => {
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    routes.push({ method, handle, names, pattern: new RegExp('^' + path.replace(/:\w+/g, '([^/]+)') + '/?$') });
};
new ChannelServiceRoutes(new Channel()).register(
    { get: register('GET'), post: register('POST'), put: register('PUT'), delete: register('DELETE') }, '/connector');

const answer = (response) => ({
    status(code) { response.statusCode = code; return this; },
    send(body) { response.setHeader('content-type', 'application/json'); response.write(JSON.stringify(body)); return this; },
    end() { response.end(); return this; },
});

http.createServer((request, response) => {
    const url = new URL(request.url, serviceUrl);
    const route = routes.find((known) => known.method === request.method && known.pattern.test(url.pathname));
    if (!route) {
        tell({ unknown: `${request.method} ${request.url}` });
        answer(response).status(404).send({ error: { code: 'NotFound', message: request.url } }).end();
        return;
    }

    const values = route.pattern.exec(url.pathname).slice(1).map(decodeURIComponent);
    request.params = Object.fromEntries(route.names.map((name, index) => [name, values[index]]));
    request.query = Object.fromEntries(url.searchParams);
    route.handle(request, answer(response), () => {});
}).listen(port, '127.0.0.1', () => tell({ listening: serviceUrl }));

const client = new ConfigurationBotFrameworkAuthentication({}).createBotFrameworkClient();
readline.createInterface({ input: process.stdin }).on('line', async (line) => {
    const { n, to, activity } = JSON.parse(line);
    people.set(activity.conversation.id, activity.from);
    try {
        const { status, body } = await client.postActivity('', '', to, serviceUrl, activity.conversation.id, activity);
        tell({ answered: n, status, body: body === '' ? null : body });
    } catch (error) {
        tell({ answered: n, status: 0, body: String(error) });
    }
}).on('close', () => process.exit(0));
