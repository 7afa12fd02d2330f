// The page harness.html: has the whole conversation with the app in the frame, checks each answer, and says in plain words
// what works, what does not and why. It enters nothing: no case is begun, and no message can begin one.
import { GREETING, talk, words } from './talk.js';
import { answers, child } from './child.js';

const frame = document.getElementById('app');
const list = document.getElementById('checks');
const byHand = document.getElementById('by-hand');
const summary = document.getElementById('summary');
const heard = new Map();
const counts = { passed: 0, failed: 0, skipped: 0, open: 0 };

// ---------- what is shown ----------

function bilingual(into, de, en) {
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = en;
  into.replaceChildren(`${de} `, english);
}

function line(de, en, into = list) {
  const [item, name, why] = ['li', 'p', 'p'].map(tag => document.createElement(tag));
  bilingual(name, de, en);
  item.append(name, why);
  item.dataset.state = 'running';
  into.append(item);
  return (state, reason) => {
    if (counts[item.dataset.state]) counts[item.dataset.state] -= 1;
    counts[state] += 1;
    item.dataset.state = state;
    why.textContent = reason;
    const { passed, failed, skipped, open } = counts;
    summary.dataset.failed = String(failed);
    bilingual(summary, `${passed} bestanden, ${failed} nicht bestanden, ${skipped} übersprungen, ${open} offen`, `${passed} passed, ${failed} failed, ${skipped} skipped, ${open} open`);
  };
}

// A reason, in both languages.
class Wrong extends Error {
  constructor(de, en) { super(`${de} · ${en}`); }
}
class Skipped extends Error {}

function demand(holds, de, en) {
  if (!holds) throw new Wrong(de, en);
}

async function check(de, en, act) {
  const said = line(de, en);
  try {
    said('passed', await act() || '');
  } catch (error) {
    if (error instanceof Skipped) said('skipped', error.message);
    else if (error.message === 'silent') said('failed', 'Die App hat nicht geantwortet. · The app did not answer.');
    else said('failed', error.message);
  }
}

// ---------- what is checked ----------

const wait = time => new Promise(done => setTimeout(done, time));
const json = value => JSON.stringify(value) || 'undefined';
const codes = payload => ((payload.outcome || {}).issue || []).map(issue => issue.code);
const isRefused = payload => ((payload.outcome || {}).issue || []).some(issue => ['error', 'fatal'].includes(issue.severity));

let app;

// The answer to a question; what the operator has taken out of `allow` is no failure of the app.
async function ask(type, payload, patience) {
  const answer = await app.ask(type, payload, patience);
  if (codes(answer).includes('forbidden')) {
    throw new Skipped(`„${type}“ steht nicht in "allow" von embed.json. · “${type}” does not stand in "allow" of embed.json.`);
  }
  return answer;
}

async function took(type, payload) {
  const answer = await ask(type, payload);
  demand(answer.status === 'success', `status ist ${json(answer.status)} statt "success": ${words(answer.outcome)}`, `status is ${json(answer.status)} instead of "success"`);
  return words(answer.outcome);
}

async function refuses(type, payload, code) {
  const answer = await ask(type, payload);
  demand(isRefused(answer), 'Die App hat das nicht abgelehnt.', 'The app did not refuse this.');
  demand(!code || codes(answer).includes(code), `Der Grund ist ${json(codes(answer))} statt "${code}".`, `The reason is ${json(codes(answer))} instead of "${code}".`);
  return words(answer.outcome);
}

async function stays(message) {
  const before = app.answered.size;
  app.post(message);
  await wait(700);
  demand(app.answered.size === before, 'Die App hat darauf geantwortet.', 'The app answered this.');
}

function greeted({ application, capabilities }) {
  demand(application && application.name === 'PädLotse', `application ist ${json(application)}.`, 'It is not PädLotse that answers.');
  demand(application.version, 'Die Version fehlt.', 'The version is missing.');
  demand(capabilities && capabilities.extraction === true, `capabilities ist ${json(capabilities)}.`, 'It does not say that it can hand over documents.');
  return `${application.name} ${application.version}`;
}

// What the app has of the case: its answers, or that there is none.
async function state() {
  const { questionnaireResponse, outcome } = await ask('sdc.requestCurrentQuestionnaireResponse', {});
  if (!questionnaireResponse) {
    demand(codes({ outcome }).includes('not-found'), `Weder Antworten noch "not-found": ${words(outcome)}`, 'Neither answers nor "not-found".');
    return undefined;
  }
  demand(questionnaireResponse.resourceType === 'QuestionnaireResponse' && ['in-progress', 'completed'].includes(questionnaireResponse.status), 'Das ist keine QuestionnaireResponse.', 'This is no QuestionnaireResponse.');
  return json(questionnaireResponse.item);
}

const NO_CASE = 'kein Fall offen, und die App sagt es · no case is open, and the app says so';
const nested = depth => (depth ? { deeper: nested(depth - 1) } : {});
const message = (messageId, payload) => ({ messagingHandle: app.handle, messageId, messageType: 'status.handshake', payload });

async function conversation() {
  let before;
  await check('Die App erscheint und meldet sich', 'The app comes and says that it is there', async () => {
    const begun = performance.now();
    while (!heard.has('status.handshake')) {
      demand(performance.now() - begun < 10000, `In 10 Sekunden kam nichts. Erscheint die App unten? Wenn nicht: ist data-app richtig, und nennt frame-ancestors auf ihrem Server ${location.origin}? Wenn ja: steht genau ${location.origin} in embed.json?`, `Nothing came in 10 seconds. Is the app shown below? If not: is data-app right, and does frame-ancestors on its server name ${location.origin}? If so: does exactly ${location.origin} stand in embed.json?`);
      await wait(20);
    }
    const { protocolVersion, fhirVersion } = heard.get('status.handshake');
    demand(protocolVersion === GREETING.protocolVersion && fhirVersion === GREETING.fhirVersion, `Versionen: ${protocolVersion}, ${fhirVersion}`, 'other versions than expected');
    return `${Math.round(performance.now() - begun)} ms`;
  });
  if (!heard.has('status.handshake')) return;
  await check('Sie antwortet auf die Begrüßung', 'It answers the handshake', async () => greeted(await ask('status.handshake', GREETING)));
  await check('Eine zweite Begrüßung nimmt nichts zurück', 'A second handshake takes nothing back', async () => greeted(await ask('status.handshake', GREETING)));
  await check('Sie sagt, was vom Fall da ist', 'It says what there is of the case', async () => { before = await state(); return before ? '' : NO_CASE; });
  await check('Sprache und Aussehen lassen sich einstellen', 'Language and look can be set', () => took('sdc.configure', { configuration: { language: 'de', theme: { mode: 'day' } } }));
  await check('Eine Farbe ohne Kontrast wird abgelehnt', 'A colour without contrast is refused', () => refuses('sdc.configure', { configuration: { theme: { mode: 'day', accent: '#ffffff' } } }));
  await check('Ein Kind wird als Vorschlag übernommen, Unbekanntes genannt', 'A child is taken as a suggestion, what is unknown is named', async () => {
    const said = await took('sdc.configureContext', { context: { launchContext: [{ name: 'patient', contentResource: child() }] } });
    demand(said, 'Die Schuhgröße hätte als ausgelassen genannt werden müssen.', 'The shoe size should have been named as left out.');
    return said;
  });
  await check('Antworten eines Formulars werden als Vorschlag übernommen', 'Answers of a form are taken as suggestions', () => took('sdc.displayQuestionnaireResponse', { questionnaireResponse: answers() }));
  await check('Keine Nachricht hat eine Frage beantwortet', 'No message has answered a question', async () => {
    demand(await state() === before, 'Die Antworten sind andere als vorher.', 'The answers are not those of before.');
  });
  await check('Ein fremder Fragebogen wird abgelehnt', 'A foreign questionnaire is refused', () => refuses('sdc.displayQuestionnaire', { questionnaire: { resourceType: 'Questionnaire', status: 'active' } }, 'not-supported'));
  await check('Ein unbekannter Auftrag wird abgelehnt', 'An unknown request is refused', () => refuses('x-harness.nothing', {}, 'not-supported'));
  await check('Das Dokument des Falls', 'The document of the case', async () => {
    const { outcome, extractedResources } = await ask('sdc.requestExtract', {});
    if (!extractedResources && codes({ outcome }).includes('not-found')) return NO_CASE;
    const [bundle] = extractedResources || [];
    demand(bundle && bundle.resourceType === 'Bundle' && bundle.type === 'document', 'Es kam kein FHIR-Dokument.', 'No FHIR document came.');
    return `${bundle.entry.length} Einträge · entries`;
  });
  await check('Mit fremder Kennung bleibt sie stumm', 'With a foreign handle it stays silent', () => stays({ ...message('wrong', GREETING), messagingHandle: 'foreign' }));
  await check('Was keine Nachricht ist, beantwortet sie nicht', 'What is no message is not answered', () => stays('hello'));
  await check('Über 256 kB beantwortet sie nicht', 'Above 256 kB it does not answer', () => stays(message('large', { ...GREETING, note: 'x'.repeat(262144) })));
  await check('Tiefer als 32 Ebenen beantwortet sie nicht', 'Deeper than 32 levels it does not answer', () => stays(message('deep', nested(40))));
  await check('Eine Flut von Nachrichten wird begrenzt', 'A flood of messages is limited', async () => {
    await wait(2200);
    const flood = await Promise.allSettled(Array.from({ length: 90 }, () => app.ask('status.handshake', GREETING, 2500)));
    const answered = flood.filter(({ status }) => status === 'fulfilled').length;
    demand(answered > 0 && answered <= 60, `${answered} von 90 wurden beantwortet.`, `${answered} of 90 were answered.`);
    return `${answered} / 90`;
  });
  await check('Danach antwortet sie wieder', 'Afterwards it answers again', async () => greeted(await ask('status.handshake', GREETING)));
}

// What only somebody at the screen can bring about.
const WAITING = {
  'ui.resize': line('Sie meldet ihre Höhe', 'It says how high it is', byHand),
  'sdc.ui.changedQuestionnaireResponse': line('Beantworten Sie eine Frage, dann kommt der neue Stand', 'Answer a question, and the new state comes', byHand),
  'ui.done': line('Beenden Sie den Fall, dann wird es gemeldet', 'End the case, and it is told', byHand),
};
const GOOD = {
  'ui.resize': ({ height }) => Number.isFinite(height) && height > 0,
  'sdc.ui.changedQuestionnaireResponse': ({ questionnaireResponse }) => Boolean(questionnaireResponse) && questionnaireResponse.resourceType === 'QuestionnaireResponse',
  'ui.done': () => true,
};

function hear(type, payload) {
  heard.set(type, payload);
  if (type === 'ui.resize' && payload.height > 0) frame.style.height = `${payload.height}px`;
  if (WAITING[type]) WAITING[type](GOOD[type](payload) ? 'passed' : 'failed', type === 'ui.resize' ? `${payload.height} px` : json(payload).slice(0, 80));
}

const answered = new Set();
Object.values(WAITING).forEach(said => said('open', 'noch nicht gesehen · not seen yet'));
app = { ...talk(frame, frame.dataset.app, hear, (way, { responseToMessageId }) => { if (way === 'answer') answered.add(responseToMessageId); }), answered };
document.getElementById('again').addEventListener('click', () => location.reload());
conversation().finally(() => { summary.dataset.done = 'yes'; });
