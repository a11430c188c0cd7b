// What the SDK of the platform itself costs: botbuilder answering each message with its text.
'use strict';

const http = require('node:http');
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } = require('botbuilder');

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const echo = async (/** @type {TurnContext} */ turn) => {
    if (turn.activity.type === 'message') {
        await turn.sendActivity(`Echo: ${turn.activity.text}`);
    }
};

// The few things that the adapter asks of a web framework.
const answer = (response) => ({
    header(name, value) { response.setHeader(name, value); return this; },
    status(code) { response.statusCode = code; return this; },
    send(body) { if (body !== undefined) { response.write(typeof body === 'string' ? body : JSON.stringify(body)); } return this; },
    end() { response.end(); return this; },
});

const { port, hostname } = new URL(process.env.ASPNETCORE_URLS);
http.createServer((request, response) => {
    if (request.method === 'GET') {
        response.end('alive');
        return;
    }

    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
        adapter.process({ body, headers: request.headers, method: request.method }, answer(response), echo)
            .catch((e) => { console.error(e); response.statusCode = 500; response.end(); });
    });
}).listen(Number(port), hostname);
