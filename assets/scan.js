// The scanner: a camera or a picture goes in, the text of a QR code comes out. Loaded on its first use (start.js).
//
// The camera runs only between start() and the first of: a code was read, stop(), the page is hidden, its picture left
// the page, a failure. No picture is kept and none is sent. What happens is told by the event "paedlotse-scan":
// kind: running (the camera shows a picture), read (text), nothing (no code in the chosen picture), stopped,
// failed (reason: insecure, unsupported, denied, policy, none, busy, hidden, picture, reader, fault · problem).
import { scanner } from './offline.js';

const VIDEO = 'scan-video';
const WANTED = { audio: false, video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } };
// A camera may have more pixels than asked for; a photograph has far more.
const CAMERA = 1920;
const PHOTO = [1600, 3200];
const LARGEST = 40_000_000;
const PAUSE = 60;
// So many frames are read quickly, then one in every way there is.
const THOROUGH = 4;
const PATIENCE = 8000;
const ANSWER = 20_000;
const TRIES = 2;

// Counts up with every beginning and end: what belongs to an earlier one is void.
let run = 0;
let stream;
let active = false;

function tell(detail) {
  dispatchEvent(new CustomEvent('paedlotse-scan', { detail }));
}

function halt(tracks) {
  tracks.getTracks().forEach(track => track.stop());
}

function release() {
  run += 1;
  active = false;
  if (stream) halt(stream);
  stream = undefined;
  const video = document.getElementById(VIDEO);
  if (video) video.srcObject = null;
}

function end(detail) {
  release();
  tell(detail);
}

function fail(reason, error) {
  end({ kind: 'failed', reason, problem: String(error) });
}

// ---------- camera ----------

function obstacle() {
  if (!isSecureContext) return 'insecure';
  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return 'unsupported';
  const policy = document.permissionsPolicy || document.featurePolicy;
  return policy && !policy.allowsFeature('camera') ? 'policy' : '';
}

// A frame's own page, or its policy, refuses just as a person does; where the browser does not say which, the frame is
// the likelier.
function refusal({ name }) {
  if (name === 'NotAllowedError' || name === 'SecurityError') return window.top === window ? 'denied' : 'policy';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'fault';
}

export async function start() {
  release();
  const mine = run;
  active = true;
  const reason = obstacle();
  if (reason) return fail(reason, '');
  let got;
  try {
    got = await navigator.mediaDevices.getUserMedia(WANTED);
  } catch (error) {
    return mine === run ? fail(refusal(error), error) : undefined;
  }
  // Meanwhile it was stopped: what comes late is switched off at once.
  if (mine !== run) return halt(got);
  stream = got;
  got.getTracks().forEach(track => track.addEventListener('ended', () => { if (mine === run) fail('busy', 'ended'); }));
  const video = document.getElementById(VIDEO);
  if (!video) return end({ kind: 'stopped' });
  video.muted = true;
  video.playsInline = true;
  video.srcObject = got;
  video.play().catch(error => { if (mine === run) fail('busy', error); });
  await watch(mine, video);
}

async function watch(mine, video) {
  const began = Date.now();
  let frames = 0;
  while (mine === run) {
    if (!video.isConnected) return end({ kind: 'stopped' });
    const { videoWidth: width, videoHeight: height } = video;
    if (width && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      if (!frames) tell({ kind: 'running' });
      frames += 1;
      const text = await look(video, width, height, CAMERA, frames % THOROUGH === 0).catch(error => {
        if (mine === run) fail('reader', error);
      });
      if (mine !== run) return;
      if (text) return end({ kind: 'read', text });
    } else if (!frames && Date.now() - began > PATIENCE) return fail('busy', 'no picture');
    await new Promise(resolve => { setTimeout(resolve, PAUSE); });
  }
}

export function stop() {
  if (active) end({ kind: 'stopped' });
}

// A camera that runs on behind another page leaves a black picture on some tablets, and a lit lamp on all.
function leave() {
  if (active) fail('hidden', '');
}
document.addEventListener('visibilitychange', () => { if (document.hidden) leave(); });
addEventListener('pagehide', leave);

// ---------- picture ----------

export async function read(file) {
  release();
  const mine = run;
  const done = (act, ...given) => { if (mine === run) act(...given); };
  let bitmap;
  try {
    if (file.size > LARGEST) throw new Error(`${file.size} bytes`);
    bitmap = await createImageBitmap(file);
  } catch (error) {
    return done(fail, 'picture', error);
  }
  try {
    const { width, height } = bitmap;
    let text;
    for (const longest of PHOTO) {
      if (!text && (longest === PHOTO[0] || Math.max(width, height) > PHOTO[0])) {
        text = await look(bitmap, width, height, longest, true);
      }
    }
    done(end, text ? { kind: 'read', text } : { kind: 'nothing' });
  } catch (error) {
    done(fail, 'reader', error);
  }
  bitmap.close();
}

// ---------- reading: the browser's own reader where it has one, then the project's in its worker ----------

let detector;
async function detected(picture) {
  if (detector === undefined) {
    detector = null;
    try {
      const formats = await BarcodeDetector.getSupportedFormats();
      if (formats.includes('qr_code')) detector = new BarcodeDetector({ formats: ['qr_code'] });
    } catch { /* This browser has none. */ }
  }
  if (!detector) return '';
  try {
    const [code] = await detector.detect(picture);
    return code ? code.rawValue : '';
  } catch {
    detector = null;
    return '';
  }
}

let worker;
function asked(message, transferred) {
  worker = worker || scanner();
  const channel = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, ANSWER, new Error('no answer'));
    worker.onerror = event => reject(new Error(event.message || 'the worker did not start'));
    channel.port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      if (data.problem) reject(new Error(data.problem));
      else resolve(data.text);
    };
    worker.postMessage(message, [channel.port2, ...transferred]);
  });
}

let canvas;
async function ask(picture, width, height, thorough) {
  if (window.OffscreenCanvas) {
    const bitmap = await createImageBitmap(picture);
    return asked({ bitmap, width, height, thorough }, [bitmap]);
  }
  // An older Safari: the worker cannot draw.
  canvas = canvas || document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0, width, height);
  const { data: colours } = context.getImageData(0, 0, width, height);
  return asked({ colours, width, height, thorough }, [colours.buffer]);
}

// The project's own reader does not work here.
let broken = false;

// The text of a code in this picture; none when there is none. Fails when nothing here can read.
async function look(picture, fullWidth, fullHeight, longest, thorough) {
  const text = await detected(picture);
  if (text || (broken && detector)) return text;
  const scale = Math.min(1, longest / Math.max(fullWidth, fullHeight));
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(picture, Math.round(fullWidth * scale), Math.round(fullHeight * scale), thorough);
    } catch (error) {
      // A reader that fell over a picture is replaced.
      if (worker) worker.terminate();
      worker = undefined;
      if (tries < TRIES) continue;
      broken = true;
      if (!detector) throw error;
      return '';
    }
  }
}
