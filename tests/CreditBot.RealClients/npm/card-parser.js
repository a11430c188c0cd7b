// Parses cards as a client does, with Microsoft's own renderer, and tells what it finds fault with:
//   in   an Adaptive Card, one a line
//   out  {"faults": ["…"]}, one a line
'use strict';

const readline = require('node:readline');
const { AdaptiveCard, SerializationContext } = require('adaptivecards/dist/adaptivecards.js');

readline.createInterface({ input: process.stdin }).on('line', (line) => {
    const card = new AdaptiveCard();
    const context = new SerializationContext();
    card.parse(JSON.parse(line), context);
    const parsing = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index).message);
    const checking = card.validateProperties().validationEvents.map((event) => event.message);
    process.stdout.write(JSON.stringify({ faults: [...parsing, ...checking] }) + '\n');
});
