// A browser window around WebKitGTK for the tests: `gjs webkit.js PROFILE SCRIPT yes|no`.
// Debian's own MiniBrowser forgets everything when it is steered; this one keeps its data in PROFILE, runs SCRIPT in
// every page before the page's own scripts, and prints what the page says and asks for.
imports.gi.versions.Gtk = '3.0';
imports.gi.versions.WebKit2 = '4.1';
const { Gio, GLib, Gtk, WebKit2 } = imports.gi;

const [profile, script, scripts] = ARGV;
Gtk.init(null);

const data = new WebKit2.WebsiteDataManager({
  base_data_directory: `${profile}/data`,
  base_cache_directory: `${profile}/cache`,
});
const context = new WebKit2.WebContext({ website_data_manager: data });
context.set_preferred_languages(['de-DE']);
context.set_automation_allowed(true);

const content = new WebKit2.UserContentManager();

function before_each_page(text) {
  content.add_script(new WebKit2.UserScript(text, WebKit2.UserContentInjectedFrames.ALL_FRAMES,
    WebKit2.UserScriptInjectionTime.START, null, null));
}
before_each_page(script);

context.connect('automation-started', (_context, automation) => {
  const settings = new WebKit2.Settings({
    enable_write_console_messages_to_stdout: true,
    enable_javascript: scripts === 'yes',
  });
  const view = new WebKit2.WebView({
    web_context: context, user_content_manager: content, settings, is_controlled_by_automation: true,
  });
  view.connect('resource-load-started', (_view, _resource, request) => print(`REQUEST ${request.get_uri()}`));
  view.connect('close', () => Gtk.main_quit());

  const window = new Gtk.Window({ default_width: 1024, default_height: 768 });
  window.connect('destroy', () => Gtk.main_quit());
  // No window manager is there to give the window the focus, without which nothing in it counts as focused.
  window.connect('map-event', () => { window.get_window().focus(0); return false; });
  window.add(view);
  window.show_all();
  automation.connect('create-web-view', () => view);
});

// The device turns dark, and light again.
function dark(on) {
  Gtk.Settings.get_default().gtk_application_prefer_dark_theme = on;
  return GLib.SOURCE_CONTINUE;
}
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, 10 /* SIGUSR1 */, () => dark(true));
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, 12 /* SIGUSR2 */, () => dark(false));

// A further script lies in the profile; it is gone when it was taken.
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, 1 /* SIGHUP */, () => {
  const file = Gio.File.new_for_path(`${profile}/script.js`);
  const [, bytes] = file.load_contents(null);
  before_each_page(new TextDecoder().decode(bytes));
  file.delete(null);
  return GLib.SOURCE_CONTINUE;
});

Gtk.main();
