// The page frame.html: the app in a frame, what this page asks of it, and every message that goes to and fro.
import { GREETING, talk, words } from './talk.js';
import { child } from './child.js';

const frame = document.getElementById('app');
const state = document.getElementById('state');
const log = document.getElementById('log');
const MOST = 50;
const WAYS = { sent: '→', answer: '←', heard: '⇐' };

const DO = {
  german: () => app.ask('sdc.configure', { configuration: { language: 'de', theme: { mode: 'day' } } }),
  english: () => app.ask('sdc.configure', { configuration: { language: 'en' } }),
  dark: () => app.ask('sdc.configure', { configuration: { theme: { mode: 'dark' } } }),
  prefill: () => app.ask('sdc.configureContext', { context: { launchContext: [{ name: 'patient', contentResource: child() }] } }),
  answers: () => app.ask('sdc.requestCurrentQuestionnaireResponse', {}),
  document: () => app.ask('sdc.requestExtract', {}),
};

function say(de, en) {
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = en;
  state.replaceChildren(`${de} `, english);
}

function show(way, message) {
  const [line, fold, head, body] = ['li', 'details', 'summary', 'pre'].map(name => document.createElement(name));
  head.textContent = [`${WAYS[way]} ${message.messageType || 'Antwort · answer'}`, words((message.payload || {}).outcome)].filter(Boolean).join(': ');
  body.textContent = JSON.stringify(message, null, 2);
  body.tabIndex = 0;
  fold.append(head, body);
  line.append(fold);
  log.prepend(line);
  while (log.children.length > MOST) log.lastElementChild.remove();
}

async function met() {
  const { application } = await app.ask('status.handshake', GREETING);
  clearTimeout(late);
  say(`Verbunden mit ${application.name} ${application.version}.`, `Connected with ${application.name} ${application.version}.`);
}

function unheard() {
  say(`PädLotse antwortet nicht. Steht ${location.origin} in embed.json? Mehr sagt die Prüfung.`, `PädLotse does not answer. Does ${location.origin} stand in embed.json? The harness says more.`);
}

const app = talk(frame, frame.dataset.app, (type, payload) => {
  if (type === 'status.handshake') met().catch(unheard);
  if (type === 'ui.resize') frame.style.height = `${payload.height}px`;
  if (type === 'ui.done') say('Der Fall ist nicht mehr offen.', 'The case is not open any more.');
}, show);
const late = setTimeout(unheard, 10000);

for (const button of document.querySelectorAll('[data-do]')) {
  button.addEventListener('click', () => DO[button.dataset.do]().catch(unheard));
}
