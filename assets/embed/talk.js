// The conversation of a page with the app in a frame, by hand: SMART Web Messaging, version 1 of this contract (schema/v1/).

// What must stand in the frame's `allow`; without one of them the app goes on and says what is missing.
const ALLOW = 'camera; clipboard-write; fullscreen; web-share; screen-wake-lock';
export const GREETING = { protocolVersion: '1.0', fhirVersion: '4.0.1' };

// Opens the app at `address` in `frame`. `hear(type, payload)` gets what the app says by itself, `seen(way, message)` all
// that goes to and fro. Answers with what a page needs: `ask` a question, `post` any message, `handle` of this frame.
export function talk(frame, address, hear, seen = () => {}) {
  const app = new URL(address, document.baseURI);
  // Nobody can guess it, and it is another one for each frame.
  const handle = crypto.getRandomValues(new Uint32Array(4)).join('-');
  app.searchParams.set('messaging_handle', handle);
  app.searchParams.set('messaging_origin', location.origin);
  const asked = new Map();
  let count = 0;

  function post(message) {
    seen('sent', message);
    // Never '*': the message is for the app and for nobody who may stand in its place.
    frame.contentWindow.postMessage(message, app.origin);
  }

  // The answer to one question, or an error when none comes.
  function ask(messageType, payload, patience = 10000) {
    return new Promise((resolve, reject) => {
      const messageId = `${handle}.${++count}`;
      const late = setTimeout(() => { asked.delete(messageId); reject(new Error('silent')); }, patience);
      asked.set(messageId, answer => { clearTimeout(late); asked.delete(messageId); resolve(answer); });
      post({ messagingHandle: handle, messageId, messageType, payload });
    });
  }

  addEventListener('message', ({ source, origin, data }) => {
    // Only this frame, only the app's address; anything else is not for us.
    if (source !== frame.contentWindow || origin !== app.origin || !data || typeof data !== 'object') return;
    if (data.responseToMessageId) {
      seen('answer', data);
      const answered = asked.get(data.responseToMessageId);
      if (answered) answered(data.payload || {});
    } else if (data.messagingHandle === handle) {
      seen('heard', data);
      hear(data.messageType, data.payload || {});
    }
  });

  frame.allow = ALLOW;
  frame.src = app.href;
  return { ask, post, handle };
}

// What an OperationOutcome says, in words.
export function words(outcome) {
  const issues = (outcome && outcome.issue) || [];
  return issues.map(({ diagnostics, details, code }) => diagnostics || (details && details.text) || code).join(' · ');
}
