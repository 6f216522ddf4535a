// Reads cards as Microsoft's own renderer does and says what it finds.
// node lint.js RENDERER outlook|teams < cards.json   ->   one JSON array, an entry a card
'use strict';

// The renderer is made for browsers; for reading cards it asks for no more than these.
globalThis.window ??= globalThis;
globalThis.document ??= { createElement: () => ({ style: {}, classList: { add() {} }, appendChild() {}, setAttribute() {} }), addEventListener() {} };
const AC = require(require('path').resolve(process.argv[2]));

const hosts = {
  outlook: { version: new AC.Version(1, 0), actions: ['Action.Http'] },
  teams: { version: new AC.Version(1, 5), actions: [] },
};
const host = hosts[process.argv[3]];
if (!host) throw new Error('the host is outlook or teams');

// What Outlook reads beside Adaptive Cards 1.0 and the renderer does not know: members of the card.
const beside = process.argv[3] === 'outlook' ? new Set(['originator', 'correlationId', 'hideOriginalBody', 'expectedActors', 'autoInvokeAction']) : new Set();

const registry = AC.GlobalRegistry.actions;
for (const name of host.actions) if (name === 'Action.Http') registry.register(name, AC.HttpAction, new AC.Version(1, 0));

function* within(node) {
  if (Array.isArray(node)) for (const one of node) yield* within(one);
  else if (node && typeof node === 'object') {
    yield node;
    for (const one of Object.values(node)) yield* within(one);
  }
}

function lint(card) {
  const text = JSON.stringify(card);
  const plain = Object.fromEntries(Object.entries(card).filter(([name]) => !beside.has(name)));
  const context = new AC.SerializationContext(host.version);
  const read = new AC.AdaptiveCard();
  read.parse(plain, context);
  const events = [];
  for (let at = 0; at < context.eventCount; at++) events.push(context.getEventAt(at).message);
  for (const found of read.validateProperties().validationEvents ?? []) events.push(found.message);
  const parts = [...within(card)];
  return {
    // whether a language is one the renderer judges by a pattern that remembers where it stopped, so that every other card fails
    events: events.filter(said => !/lang/i.test(said) || !/invalid value/i.test(said)),
    version: card.version ?? null,
    utf8: Buffer.byteLength(text, 'utf8'),
    utf16: Buffer.byteLength(text, 'utf16le'),
    fallbackText: typeof card.fallbackText === 'string' && card.fallbackText.length > 0,
    openUrl: parts.some(part => part.type === 'Action.OpenUrl'),
    types: [...new Set(parts.map(part => part.type).filter(type => typeof type === 'string'))].sort(),
    rendered: read.getActionCount?.() ?? null,
  };
}

let input = '';
process.stdin.setEncoding('utf8').on('data', part => { input += part; }).on('end', () => {
  const cards = JSON.parse(input);
  process.stdout.write(JSON.stringify(cards.map(lint)));
});
