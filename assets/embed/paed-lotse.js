// The custom element <paed-lotse>: the app in a frame, and the messages to and from it. Nothing of it is global.
// What is said is in schema/v1/, how it is used in element.html. Portals load this file: on its way it has less than 2 kB.
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(':host{height:640px}:host(:not([hidden])){display:block}iframe{display:block;width:100%;height:100%;border:0}:host([height=auto]){height:auto}:host([height=auto]) iframe{height:640px}');

customElements.get('paed-lotse') || customElements.define('paed-lotse', class extends HTMLElement {
  static observedAttributes = ['language'];
  #ask;
  #end;

  connectedCallback() {
    const [src, place] = ['src', 'link'].map(name => this.getAttribute(name));
    const app = new URL(src || '../index.html', import.meta.url);
    if (place) app.hash = `/${place}`;
    const make = (name, facts) => Object.assign(document.createElement(name), facts);
    const silent = 'PädLotse antwortet nicht · PädLotse does not answer';
    const link = make('a', { href: app, target: '_blank', textContent: `${silent}. Hier öffnen · Open it here` });
    const handle = crypto.getRandomValues(new Uint32Array(4)).join('');
    app.search = new URLSearchParams({ messaging_handle: handle, messaging_origin: origin });
    const frame = make('iframe', { title: 'PädLotse', allow: 'camera; clipboard-write; fullscreen; web-share; screen-wake-lock', src: app });
    const late = setTimeout(() => frame.before(link), 1e4);
    const asked = new Map();
    let count = 0;
    let meet;
    const met = new Promise(done => { meet = done; });

    // Who asks before the app can talk waits; what has waited too long is not sent any more.
    const ask = this.#ask = (messageType, payload, after = met) => new Promise((done, fail) => {
      const messageId = handle + count++;
      asked.set(messageId, answer => {
        const issues = answer.outcome?.issue || [];
        if (answer.status === 'error' || issues.some(({ severity }) => /error|fatal/.test(severity))) {
          fail(Error(issues.map(({ diagnostics, details }) => diagnostics || details.text).join('\n')));
        } else done(answer);
      });
      setTimeout(() => { asked.delete(messageId); fail(Error(silent)); }, 1e4);
      Promise.resolve(after).then(() => asked.has(messageId)
        && frame.contentWindow.postMessage({ messagingHandle: handle, messageId, messageType, payload }, app.origin)).catch(fail);
    });

    const hear = ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== app.origin || !data) return;
      const { payload = {}, messageType: type } = data;
      const tell = (name, detail) => this.dispatchEvent(new CustomEvent(`paed-lotse-${name}`, { detail }));
      asked.get(data.responseToMessageId)?.(payload);
      if (data.messagingHandle !== handle) return;
      if (type === 'ui.resize' && this.getAttribute('height') === 'auto') frame.style.height = `${payload.height}px`;
      if (type === 'ui.done') tell('done', payload);
      if (type === 'sdc.ui.changedQuestionnaireResponse') tell('change', payload.questionnaireResponse);
      // The app has started, perhaps anew.
      if (type === 'status.handshake') ask(type, { protocolVersion: '1.0', fhirVersion: '4.0.1' }, 0).then(({ application }) => {
        clearTimeout(late);
        link.remove();
        meet();
        this.attributeChangedCallback();
        tell('ready', application);
      }, () => {});
    };
    addEventListener('message', hear);
    this.#end = () => { removeEventListener('message', hear); clearTimeout(late); };
    const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.replaceChildren(frame);
  }

  disconnectedCallback() { this.#end(); }

  attributeChangedCallback() {
    const language = this.getAttribute('language');
    if (language) this.configure({ language }).catch(() => {});
  }

  async configure(configuration) { return this.#ask('sdc.configure', { configuration }); }

  async prefill(given) {
    const launchContext = [given].flat().map(contentResource => ({ name: 'prefill', contentResource }));
    return this.#ask('sdc.configureContext', { context: { launchContext } });
  }

  async result() {
    const { questionnaireResponse } = await this.#ask('sdc.requestCurrentQuestionnaireResponse', {});
    const { extractedResources: [bundle] } = await this.#ask('sdc.requestExtract', {});
    return { questionnaireResponse, bundle };
  }
});
