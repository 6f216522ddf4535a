// Draws the cards of a page with Microsoft's own renderer. What is pressed goes to this machine, which plays the service behind Outlook or Teams.
'use strict';

const actions = AdaptiveCards.GlobalRegistry.actions;
actions.register('Action.Http', AdaptiveCards.HttpAction, new AdaptiveCards.Version(1, 0));

const encoded = text => text.replace(/[&<>"]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]);

// The part of Markdown that clients draw: bold, slanted, links, lists; a stroke before a mark makes it a letter again.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const kept = [];
  const safe = text.replace(/\\([\\`*_{}[\]()#+\-.!~>|=/<&:])/g, (_, mark) => `\u0001${kept.push(mark) - 1}\u0002`);
  const drawn = encoded(safe)
    .replace(/\[([^\]]*)\]\((https?:[^)\s]+)\)/g, '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>')
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^\w*])[*_]([^*_]+)[*_](?!\w)/g, '$1<em>$2</em>')
    .replace(/^[-+*] (.*)$/gm, '<ul><li>$1</li></ul>')
    .replace(/\r?\n/g, '<br>')
    .replace(/\u0001(\d+)\u0002/g, (_, at) => encoded(kept[at]));
  result.outputHtml = `<span>${drawn}</span>`;
  result.didProcess = true;
};

const look = new AdaptiveCards.HostConfig({
  supportsInteractivity: true,
  fontFamily: 'Segoe UI, system-ui, "Noto Sans", sans-serif',
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#d1d1d1' },
  actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left', showCard: { actionMode: 'inline', inlineTopMargin: 8 } },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 120 }, value: { wrap: true }, spacing: 12 },
});

for (const place of document.querySelectorAll('[data-card]')) {
  const [face, status] = [place.querySelector('.cardface'), place.querySelector('.cardstatus')];
  let now = null;

  // the renderer keeps of an action what it understands; the card says all of it
  const within = node => node && typeof node === 'object' ? [node, ...Object.values(node).flatMap(within)] : [];

  const draw = card => {
    now = card;
    const drawn = new AdaptiveCards.AdaptiveCard();
    drawn.hostConfig = look;
    drawn.parse(card, new AdaptiveCards.SerializationContext(new AdaptiveCards.Version(1, place.dataset.dialect === '1.5' ? 5 : 0)));
    drawn.onExecuteAction = action => {
      if (action instanceof AdaptiveCards.OpenUrlAction) window.open(action.url, '_blank', 'noopener');
      if (action instanceof AdaptiveCards.ExecuteAction) {
        const typed = Object.fromEntries(drawn.getAllInputs(true).map(input => [input.id, input.value ?? '']));
        press({ type: 'Action.Execute', title: action.title, verb: action.verb }, typed, false);
      }
      if (!(action instanceof AdaptiveCards.HttpAction)) return;
      const { url, title } = action.toJSON();
      const pressed = within(card).find(one => one.type === 'Action.Http' && one.url === url && one.title === title);
      press(pressed, Object.fromEntries(drawn.getAllInputs(true).map(input => [input.id, input.value ?? ''])), false);
    };
    face.replaceChildren(drawn.render());
  };

  const press = async (action, inputs, auto) => {
    if (!auto) status.textContent = place.dataset.sending;
    for (const button of face.querySelectorAll('button')) button.disabled = !auto;
    const sent = { action, inputs, auto, correlation: now.correlationId ?? null };
    const answer = await fetch(place.dataset.card, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(sent) }).then(come => come.ok ? come.json() : null).catch(() => null);
    for (const button of face.querySelectorAll('button')) button.disabled = false;
    if (answer?.card) draw(answer.card);
    place.dataset.state = answer?.card ? 'renewed' : answer?.late ? 'late' : 'same';
    // what nobody pressed says nothing when it fails: the card stays as it came
    if (!auto) status.textContent = answer?.card ? '' : answer?.status ?? (answer && !answer.failed ? place.dataset.done : place.dataset.failed);
  };

  draw(JSON.parse(place.querySelector('script[type="application/json"]').textContent));
  if (now.autoInvokeAction) press(now.autoInvokeAction, {}, true);
}
