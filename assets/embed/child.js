// A made-up child, as a hospital's system would hand one over: no name, no number. Nobody of this kind exists.
const UNITS = 'http://unitsofmeasure.org';
const MEASURED = [
  ['29463-7', 'Body weight', 12.4, 'kg'],
  ['8310-5', 'Body temperature', 39.2, 'Cel'],
  ['8867-4', 'Heart rate', 128, '/min'],
  ['9279-1', 'Respiratory rate', 34, '/min'],
  ['59408-5', 'Oxygen saturation', 97, '%'],
];

function observation([code, display, value, unit], when) {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code, display }] },
    effectiveDateTime: when.toISOString(),
    valueQuantity: { value, unit, system: UNITS, code: unit },
  };
}

// A girl of two years and three months with fever; and a shoe size, which the app has to leave out and to say so.
export function child(now = new Date()) {
  const born = new Date(now);
  born.setMonth(born.getMonth() - 27);
  const patient = { resourceType: 'Patient', gender: 'female', birthDate: born.toISOString().slice(0, 10) };
  const all = [...MEASURED, ['9999999-0', 'Shoe size', 24, '1']].map(line => observation(line, now));
  return { resourceType: 'Bundle', type: 'collection', entry: [patient, ...all].map(resource => ({ resource })) };
}

// The same as answers of a form; the ids of the items are those of the app.
export function answers(now = new Date()) {
  const item = (linkId, value, unit) => ({ linkId, answer: [{ valueQuantity: { value, unit, system: UNITS, code: unit } }] });
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    authored: now.toISOString(),
    item: [item('temperature', 39.2, 'Cel'), item('heart_rate', 128, '/min')],
  };
}
