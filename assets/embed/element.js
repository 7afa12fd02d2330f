// The page element.html: what the two elements say, and what this page asks of them.
import { child } from './child.js';

// What comes back, in a line.
const SAY = {
  prefill: ({ outcome }) => ((outcome && outcome.issue) || []).map(issue => issue.diagnostics).join(' · ') || 'übergeben · handed over',
  result: ({ questionnaireResponse, bundle }) => `${questionnaireResponse.resourceType}: ${questionnaireResponse.status}; ${bundle.resourceType}: ${bundle.entry.length}`,
};

for (const element of document.querySelectorAll('paed-lotse')) {
  const place = element.parentElement;
  const say = text => { place.querySelector('.said').textContent = text; };
  element.addEventListener('paed-lotse-ready', ({ detail }) => say(`verbunden · connected: ${detail.version}`));
  element.addEventListener('paed-lotse-change', ({ detail }) => say(`geändert · changed: ${detail.status}`));
  element.addEventListener('paed-lotse-done', () => say('beendet · ended'));
  for (const button of place.querySelectorAll('[data-do]')) {
    const act = button.dataset.do;
    button.addEventListener('click', async () => {
      try {
        say(SAY[act](await (act === 'prefill' ? element.prefill(child()) : element.result())));
      } catch (error) {
        say(error.message);
      }
    });
  }
}
