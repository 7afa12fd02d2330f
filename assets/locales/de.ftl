# Die Wörter der Oberfläche. Jeder Text steht auch in en.ftl, mit denselben Argumenten.
# Sie-Form, kein Ausrufezeichen, Zahl und Einheit mit geschütztem Leerzeichen.

## Überall
skip = Zum Inhalt
strip-released = Freigegeben am { $date } von { $name }
strip-draft = Entwurf – nicht freigegeben
words-awaited = Englisch wird geladen
words-failed = Englisch ließ sich nicht laden. Mit Netz noch einmal antippen.
# Ein Bildschirm, dessen Programmteil noch nicht da ist. Die Leiste mit dem Rat steht daneben.
rest-coming = Dieser Bildschirm wird geladen
rest-failed = Dieser Bildschirm konnte nicht geladen werden
rest-failed-note = Ein Teil der Anwendung kam nicht oder verändert an. Fragen und Rat in der Leiste gelten weiter. Prüfen Sie das Netz.
rest-again = Noch einmal laden
strip-memory = nur Arbeitsspeicher
strip-asked = Speicher wird geprüft
strip-tab = Fälle halten bis zum Schließen des Tabs
strip-device = Fälle bleiben { $hours } h auf diesem Gerät
strip-saved = gespeichert
strip-saving = wird gespeichert
strip-full = NICHT gespeichert: Gerät voll
strip-refused = NICHT gespeichert
# Der verdeckte Bildschirm: nichts vom Fall als sein Beginn.
cover-title = Bildschirm verdeckt · Fall offen seit { $since }
cover-kept = Alles Eingegebene bleibt erhalten.
cover-hold = Eine Sekunde gedrückt halten
cover-or-twice = oder zweimal tippen: zurück zum Fall
cover-again = Noch einmal tippen: zurück zum Fall
strip-case = Fall seit { $since } · { $minutes } min
head-label = Schritte
head-here = Hier ist
head-nearest = Nächstes Krankenhaus
step-start-label = PädLotse, Start
step-child = Kind
step-danger = Gefahr
step-complaints = Beschwerde
step-questions = Fragen
step-recommendation = Empfehlung
undo = Rückgängig
language-label = EN: switch to English
theme-dark = Dunkle Anzeige
theme-day = Helle Anzeige
join-and = { " und " }
join-or = { " oder " }

## Dringlichkeit, Ort, Stand
urgency-immediate = Sofort
urgency-emergent = Sehr dringend
urgency-urgent = Dringend
urgency-routine = Nicht zeitkritisch
within-immediate = sofort
within-emergent = sehr dringend
within-urgent = dringend
within-routine = nicht zeitkritisch
limit-immediate = 0 min
limit-emergent = ≤ 30 min
limit-urgent = ≤ 4 h
disposition-treat-locally = vor Ort behandeln
disposition-teleconsult = Telekonsil
disposition-transfer = verlegen
disposition-nearest = ins nächste Krankenhaus
disposition-nearest-consult = nächstes Krankenhaus, Beratung unterwegs
disposition-direct = direkt ins Zentrum
status-verified = belegt
status-recalled = aus dem Gedächtnis, noch nicht nachgeprüft
status-recalled-short = nicht nachgeprüft
status-proposal-short = Vorschlag
status-proposal = eigener Vorschlag

## Alter
age-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
age-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
age-weeks = { $count ->
    [one] { $count } Woche
   *[other] { $count } Wochen
}
age-months = { $count ->
    [one] { $count } Monat
   *[other] { $count } Monate
}
age-years = { $count ->
    [one] { $count } Jahr
   *[other] { $count } Jahre
}
limit-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
limit-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tagen
}
limit-months = { $count ->
    [one] { $count } Monat
   *[other] { $count } Monaten
}
limit-years = { $count ->
    [one] { $count } Jahr
   *[other] { $count } Jahren
}
unit-points = Punkte
unit-days-passed = Tage
unit-per-day = pro Tag
unit-per-field = /GF
unit-stings = Stiche
unit-fetuses = Feten
unit-infections = Infektionen
unit-centile = Perzentile
unit-hours = Stunden
unit-days = Tage
unit-weeks = Wochen
unit-months = Monate
unit-years = Jahre

## Antworten
answer-yes = Ja
answer-no = Nein
answer-open = nicht beurteilt
answer-unobtainable = hier nicht möglich
group-none = Nichts davon
group-no-others = Sonst nichts
group-some = Etwas davon
group-rest = Alles andere in dieser Gruppe geprüft? Was als „nicht beurteilt“ markiert ist, bleibt offen.
next-in-order = Als Nächstes
next-flag = Entscheidet am meisten
row-lacking = Laut Netzkarte hier jetzt nicht verfügbar; gilt als offen.
row-decides-elsewhere = Entscheidet, ist aber hier jetzt nicht zu haben; gilt als Bedarf → { $place }
row-decides-nowhere = Entscheidet, aber kein Haus in Reichweite hat es; gilt als Bedarf.
aside-later = Ob das nötig ist, hängt von offenen Antworten ab.
aside-because = Erst nötig bei: { $condition }
aside-not-now = Jetzt nicht nötig.
aside-entered = Wäre jetzt nicht nötig; eine Eingabe zählt trotzdem.
aside-title = Zurückgestellt
aside-note = jetzt nicht nötig; eine Eingabe zählt trotzdem
aside-enter = Eingeben
aside-enter-label = { $label } trotzdem eingeben
section-count = { $answered } von { $asked }
jump-label = Abschnitte
condition-no = nicht: { $label }
condition-age-from = ab { $age }
condition-age-under = unter { $age }
condition-vitals-always = Beschwerde, bei der Vitalwerte immer gemessen werden
condition-more = weiteres
condition-named = „{ $name }“
condition-count = mindestens { $wanted } von: { $list }

## Zahlen
number-more = { $label }: mehr
number-less = { $label }: weniger
number-not-a-number = „{ $text }“ ist keine Zahl. Der Wert gilt als offen.
number-too-precise = So genau wird das nicht aufgezeichnet. Bitte runden. Der Wert gilt als offen.
number-ambiguous = „{ $text }“ ist mehrdeutig: tausend oder eins Komma? Bitte ohne Trennzeichen eingeben.
number-implausible = Möglich ist { $range }. Der Wert gilt als offen.
number-surprising = { $value } – stimmt das? Bis dahin gilt der Wert als offen.
number-sure = Ja, stimmt
band-below = unter Normbereich
band-above = über Normbereich
band-inside = im Normbereich

## Leiste
bar-label = Empfehlung, läuft mit
bar-open = Noch offen
bar-immediate = Sofort, Fragen sind freiwillig
bar-provisional = Vorläufig
bar-settled = Steht fest
bar-answered-now = Vorsichtige Antwort
bar-danger-left = { $count ->
    [one] Zuerst die Gefahrenprüfung: noch eine Frage.
   *[other] Zuerst die Gefahrenprüfung: noch { $count } Fragen.
}
bar-danger-note = Ein Ja genügt. Vorher wird kein Ort genannt.
bar-so-far = Bisher { $urgency }: { $sentence }
bar-immediate-note = Offene Fragen halten nichts auf; sie können noch den Ort ändern.
bar-provisional-note = { $count ->
    [one] Eine Frage kann das noch anheben: { $reach }.
   *[other] { $count } Fragen können das noch anheben: { $reach }.
}
bar-reach-alone = { $count ->
    [0] keine auf „{ $to }“
    [one] eine auf „{ $to }“
   *[other] { $count } auf „{ $to }“
}
bar-reach-singly = einzeln { $parts }
bar-reach-most = höchstens { $urgency }, { $most }
bar-not-here = Was noch entscheidet, ist hier nicht zu erheben; höchstens: { $urgency }, { $most }.
bar-not-here-needs = Entscheidend, hier jetzt nicht zu haben: { $findings } → { $place }
bar-not-here-nobody = Entscheidend, und kein Haus in Reichweite hat es: { $findings }
bar-age-missing = Alter fehlt noch; bis dahin ist vieles möglich.
bar-complaint-missing = Beschwerde fehlt noch; bis dahin bleiben die Regeln aller Beschwerden möglich.
bar-settled-note = Keine offene Frage kann das noch ändern.
bar-settled-destination-open = Keine offene Frage ändert Weg oder Dringlichkeit. Der Zielort kann sich noch ändern.
bar-answered-now-note = Vorsichtig, weil nicht beurteilt: { $list }.
bar-answered-now-not-here = Vorsichtig, weil hier nicht zu erheben: { $list }.
bar-more = { $count } weitere
ladder-label = mindestens { $least }, höchstens { $most }
ladder-least = mindestens
ladder-most = höchstens
open-count = { $count ->
    [0] nichts offen
    [one] 1 offen
   *[other] { $count } offen
}
next-age = Alter
next-exact-age = Alter genauer
next-complaint = Beschwerde
ask-worst = im schlimmsten Fall: { $urgency }, { $disposition }
answer-now = Jetzt antworten
answer-now-note = gilt dann: { $urgency }, { $most }
rung-treat = vor Ort
rung-treat-provisional = vorläufig vor Ort
rung-bring = nach { $to } bringen
rung-consult = Telekonsil: { $place }
rung-transfer = verlegen: { $to }
rung-nobody = verlegen: kein Haus genügt

## Überschriften der Empfehlung: höchstens zwölf Wörter, Verb zuerst
headline-someone = Zentrum
headline-treat = Hier in { $here } behandeln.
headline-begin-treat = Hier beginnen, jetzt parallel anrufen, in { $here } behandeln.
headline-consult = Hier behandeln, Telekonsil mit { $adviser } führen.
headline-begin-consult = Hier beginnen, jetzt parallel { $adviser } anrufen.
headline-transfer = Nach { $to } verlegen.
headline-begin-transfer = Hier beginnen, jetzt parallel anrufen, nach { $to } verlegen.
headline-first = Erst hier: { $first }. Dann nach { $to } verlegen.
headline-begin-first = Hier beginnen ({ $first }), parallel anrufen, dann nach { $to } verlegen.
headline-nobody = Verlegen; kein Haus im Netz genügt. Leitstelle fragen.
headline-begin-nobody = Hier beginnen, jetzt parallel Leitstelle 112 anrufen: kein Haus genügt.
headline-drive = Nach { $to } bringen.
headline-begin-drive = Hier beginnen, jetzt parallel anrufen, nach { $to } bringen.
headline-drive-consult = Nach { $to } bringen, unterwegs Telekonsil mit { $adviser }.
headline-begin-drive-consult = Hier beginnen, jetzt parallel { $adviser } anrufen, nach { $to } bringen.
headline-drive-direct = Direkt nach { $to } bringen.
headline-begin-drive-direct = Hier beginnen, jetzt parallel anrufen, direkt nach { $to } bringen.
headline-drive-nobody = Leitstelle fragen, kein Haus genügt; vorerst nach { $to } bringen.
headline-begin-drive-nobody = Hier beginnen, Leitstelle 112 anrufen: kein Haus genügt; vorerst nach { $to }.
headline-begin-drive-nobody-then = Hier beginnen, Leitstelle 112: kein Haus genügt; nach { $to }, danach { $then }.
headline-drive-then = Nach { $to } bringen, danach weiter nach { $then }.
headline-begin-drive-then = Hier beginnen, jetzt parallel anrufen, nach { $to }, danach { $then }.

## Weiter
go-danger = Weiter: Gefahr prüfen
go-complaints = Weiter: Beschwerde
go-questions = Weiter: Fragen
go-recommendation = Zur Empfehlung
go-recommendation-now = Anruf, Ort, Schritte bis dahin
back-to-questions = Zu den Fragen

## Start
new-case = Neuer Fall
new-case-note = Alter, dann fragen
new-case-sure = Wirklich neu?
new-case-sure-note = Der offene Fall wird zur Seite gelegt. Noch einmal tippen.
danger-first = Gefahr zuerst
danger-first-note = Gefahrenzeichen, Alter später
open-case = Offener Fall seit { $time }
open-case-resume = Fortsetzen
open-case-close = Fall beenden
open-case-close-sure = Wirklich beenden?
open-case-close-note = Die Antworten werden gelöscht

## Aufbewahrte Fälle
kept-survives-memory = Übersteht nichts: Beim Schließen oder Neuladen ist der Fall weg.
kept-survives-tab = Übersteht Neuladen und Absturz des Tabs, nicht das Schließen. Gelöscht { $hours } h nach der letzten Änderung.
kept-survives-device = Übersteht auch das Ende des Browsers und einen leeren Akku. Gelöscht { $hours } h nach der letzten Änderung.
kept-title = Zur Seite gelegte Fälle
kept-title-note = ohne Inhalt, nur Zeiten
kept-line = Fall seit { $since }
kept-until = bis { $until }
kept-elsewhere = in einem anderen Fenster offen
kept-open = Öffnen
kept-opening = Wird geöffnet
kept-delete = Löschen
kept-delete-sure = Wirklich löschen?
kept-park = Fall parken
kept-park-note = Bleibt verschlüsselt { $hours } h auf diesem Gerät, auch ohne Browser
kept-ended = Der Fall ist beendet und gelöscht.
kept-take-back = Rückgängig
kept-not-elsewhere = Dieser Fall ist in einem anderen Fenster offen. Schließen Sie ihn dort zuerst.
kept-not-gone = Der Fall ist nicht mehr da: abgelaufen, gelöscht oder nie gespeichert.
kept-not-damaged = Der Fall lässt sich nicht lesen und bleibt bis zum Ablauf liegen. Beginnen Sie neu.
kept-not-newer = Eine neuere Version von PädLotse hat diesen Fall gespeichert. Laden Sie neu, um zu aktualisieren; bis zum Ablauf bleibt er liegen.
kept-other-title = Fall seit { $since }: neu berechnet
kept-other = Dieser Fall wurde mit anderen Regeln oder einer anderen Netzkarte begonnen. Prüfen Sie den Unterschied, bevor Sie fortfahren.
kept-other-before = Damals
kept-other-now = Jetzt
kept-other-none = noch keine Empfehlung
kept-other-lost = { $count ->
    [one] Eine Eingabe kennen die jetzigen Regeln nicht; sie zählt als nicht beantwortet.
   *[other] { $count } Eingaben kennen die jetzigen Regeln nicht; sie zählen als nicht beantwortet.
}
kept-other-yes = Mit den jetzigen Regeln fortsetzen
kept-other-no = Nicht öffnen
store-no-frame = Eingebettet in eine andere Seite: Nichts wird gespeichert.
store-no-insecure = Ohne https wird nichts gespeichert.
store-no-browser = Dieser Browser lässt keine Speicherung zu (privates Fenster oder Einstellung).
store-config-damaged = Die Datei config.json dieser Installation ist teilweise nicht lesbar; was unklar ist, zählt nicht. Bitte der IT melden.
where-title = Wo sind Sie?
where-note = Die Empfehlung hängt davon ab
where-preset = voreingestellt, bitte prüfen
where-network = Netz
where-place = Ort
where-ambulance = Rettungs­wagen
where-nearest = Nächstes Krankenhaus von hier
duty-title = Jetzt da in { $place }
duty-note = Laut Netzkarte. Tippen Sie an, was jetzt fehlt oder doch da ist.
duty-not-now = um diese Zeit nicht
duty-not-on-card = nicht auf der Karte
duty-included = in anderem enthalten
board-hours = { $count } h
board-lasts = Neue Meldungen gelten
board-reported = da: gemeldet { $at }, bis { $until }
board-said = gemeldet { $at }, bis { $until }
board-missing = fehlt: gemeldet { $at }, bis { $until }
board-expired-here = abgelaufen { $until }; gilt als nicht da
board-expired-intake = abgelaufen { $until }; gilt, bis jemand anderes meldet
board-expired = abgelaufen { $until }; es gilt die Karte, vorher anrufen
ring-first-heard = { $count ->
    [one] Vorher anrufen: von { $place } zuletzt vor { $count } Stunde gehört.
   *[other] Vorher anrufen: von { $place } zuletzt vor { $count } Stunden gehört.
}
ring-first-limited = Vorher anrufen: { $place } meldet wenige freie Betten.
way-minutes = { $minutes } min
tonight-title = Dienst jetzt
tonight-all = Alle Häuser
tonight-note = Was jetzt in welchem Haus da ist. Jedes Antippen ist eine Meldung mit Uhrzeit; sie gilt sofort und läuft ab.
tonight-houses = Haus
tonight-numbers = Rufnummern
tonight-consult-number = Telekonsil, Aufnahme
tonight-no-number = auf der Netzkarte eintragen
tonight-listed = Auf der Netzkarte
tonight-tap = antippen: da oder nicht da
tonight-besides = Nicht auf der Karte, heute aber da?
tonight-as-on-card = Wie auf der Karte
tonight-reports = { $count ->
    [one] nimmt { $count } Meldung zurück
   *[other] nimmt { $count } Meldungen zurück
}
card-load = Karte aus Datei laden
card-load-note = JSON; wird geprüft, bevor sie gilt
card-save = Karte als Datei sichern
card-save-note = für ein anderes Haus oder Gerät
card-drop = Zurück zur mitgelieferten Karte
card-drop-note = die geladene Karte wird entfernt
card-memory = Aus einer Datei geladen. Sie gilt, bis die Seite geschlossen wird.
card-kept = Aus einer Datei geladen. Sie bleibt auf diesem Gerät, bis sie entfernt oder ersetzt wird.
card-taken = Die Karte ist geladen und gilt jetzt.
card-refused = Die Datei wurde nicht übernommen. Die bisherige Karte gilt weiter.
card-unreleased = Diese Karte ist mit diesen Regeln nicht freigegeben.
card-released = Freigegeben am { $date } von { $name }, { $role }, für Karte { $version } und diese Regeln.
card-release = Karte freigeben
card-release-note = durch die verantwortliche Ärztin oder den verantwortlichen Arzt
card-release-means = Ich habe diese Karte und die Regeln dieser Fassung geprüft und verantworte ihren Gebrauch an unserem Standort. Ändert sich die Karte oder das Regelwerk, gilt die Freigabe nicht mehr. Sichern Sie danach die Karte als Datei.
card-release-name = Name
card-release-role = Funktion
card-release-send = Freigeben
file-too-large = Die Datei ist zu groß für eine Netzkarte.
file-not-a-text = Die Datei ist kein lesbarer Text (UTF-8).
file-not-json = Die Datei ist kein gültiges JSON.
file-not-a-card = Das ist keine Netzkarte von PädLotse.
file-newer = Die Karte hat das Format { $version } und stammt von einer neueren Fassung. Bitte PädLotse aktualisieren.
file-missing = „{ $field }“ fehlt oder ist leer.
file-unknown = „{ $field }“ ist hier unbekannt. Ist es ein Schreibfehler?
file-wrong-form = hat die falsche Form; erwartet: { $form }.
file-unknown-capability = Die Fähigkeit „{ $id }“ gibt es nicht.
file-unknown-site = Das Haus „{ $id }“ steht nicht auf der Karte.
file-twice = „{ $what }“ steht zweimal da.
file-out-of-range = muss zwischen { $low } und { $high } liegen.
file-too-long = ist länger als { $limit } Zeichen.
file-too-many = hat mehr als { $limit } Einträge.
file-bad-characters = enthält Steuerzeichen.
file-no-home = Die Karte sagt nicht, welchem Haus sie gehört („home“).
file-no-sites = Die Karte enthält kein Haus.
file-no-way = Zu „{ $site }“ führt kein Weg auf der Straße.
file-to-itself = führt von einem Haus zu sich selbst.
file-not-advice = „{ $id }“ ist kein Rat; eine Sprechstunde beantwortet eine Frage.
file-not-transport = „{ $id }“ ist kein Transport.
file-not-an-address = Veröffentlicht heißt: mit Internetadresse.
file-for-nobody = Die Altersgrenzen lassen kein Kind übrig.
file-part-site = Haus
file-part-offer = Fähigkeit
file-part-contact = Rufnummer
file-part-clinic = Sprechstunde
file-part-transport = Fahrzeug
file-part-travel = Weg
form-text = Text
form-texts = Text auf Deutsch und Englisch
form-number = ganze Zahl
form-list = Liste
form-fields = benannte Felder
form-id = Kleinbuchstaben, Ziffern, Unterstrich
form-hyphen-id = Kleinbuchstaben, Ziffern, Bindestrich
transfer-title = Verlegung
transfer-tile = Begleitung, Uhr, letzte sichere Abfahrt, Checkliste
transfer-note = Der Anruf läuft neben der Behandlung. Zeiten sind Schätzungen, bis Sie „jetzt“ tippen.
transfer-estimate = Schätzung
transfer-windows = Zeitfenster
transfer-checklist = Vor der Fahrt
window-unknown = Beginn unbekannt ({ $from })
window-open = noch { $left }
window-closing = Das Fenster schließt sich jetzt.
window-closed = Das Fenster ist vorbei; trotzdem eilt es.
window-leave-by = Späteste sichere Abfahrt { $time }.
window-late = Nach der Schätzung nicht zu schaffen: vorher hier handeln oder schnellerer Weg.
window-ago = vor { $time }
window-maybe = noch offen, ob es zutrifft
clock-title = Uhr
clock-target = { $label }, also bis { $time }.
clock-late = Nach der Schätzung später.
clock-vehicle = Fahrzeug
clock-no-vehicle = Auf der Netzkarte steht kein Fahrzeug für dieses Alter.
clock-preparation = Vorbereitung am Kind
clock-alarm = Alarm
clock-at-child = Team beim Kind
clock-departure = Abfahrt
clock-arrival = Ankunft
clock-about = etwa { $time }
clock-between = etwa { $from } bis { $to }
clock-passed = vor { $time }
clock-overdue = überfällig
clock-not-on-card = nicht auf der Karte
clock-now = jetzt
fit-all = reicht
fit-so-far = reicht bisher; offen: { $needs }
fit-without-waiting = nicht warten; ohne: { $needs }
fit-no = reicht nicht: { $needs }
escort-title = Begleitung
escort-note = getrennt von der Dringlichkeit
escort-routine = Krankentransport oder Eltern nach Absprache
escort-urgent = Transport mit Überwachung
escort-emergent = ärztliche Begleitung
escort-immediate = Intensivtransport oder schnellstes Rettungsmittel mit Arzt
escort-between = Mindestens: { $least }. Höchstens, solange Fragen offen sind: { $most }.
escort-needs = Gebraucht: { $needs }.
escort-apart = Die Begleitung hebt die Dringlichkeit nicht und senkt sie nicht.
tonight-back = Zur Empfehlung
tonight-start = Zum Start
tonight-no-case = Kein Fall offen. Mit offenem Fall steht hier die Empfehlung und ändert sich mit jedem Antippen.
duty-on-call = Rufdienst { $minutes } min · { $basis }
basis-public = öffentlich
basis-assumed = angenommen
basis-confirmed = bestätigt
intake-label = Aufnahme
intake-open = nimmt auf
intake-limited = knapp
intake-full = voll
intake-closed = gesperrt
shortcuts-on = Buchstaben antworten
shortcuts-off = Buchstaben aus
shortcuts-note = J ja · N nein · – nicht beurteilt
start-purpose = Entscheidungshilfe für Fachpersonal. Sie entscheiden.
start-version = Version { $version } · Regelwerk { $digest }

## Kind
child-ask = Wie alt? Zahl, dann Einheit.
child-note = Zweimal tippen genügt: „7“ und „Wochen“. Unter drei Monaten zählt jeder Tag.
child-private = Kein Name, keine Adresse, kein Geburtsdatum.
child-fields = Alter, Geschlecht, Gewicht
child-keypad = Zahlenfeld
child-age = Alter
child-sex = Geschlecht
sex-female = weiblich
sex-male = männlich
sex-open = nicht angeben
age-number = zuerst die Zahl
age-now-unit = jetzt die Einheit
age-change = Zahl tippen, um zu ändern
age-error-digits = zuerst die Zahl, dann die Einheit
age-error-not-a-child = ab 18 Jahren gilt PädLotse nicht
age-exact-days = genauer, in Tagen:
age-exact-months = genauer, in Monaten:
age-back = Letzte Ziffer löschen

## Gefahr
danger-title = Gefahrenzeichen
danger-note = Ein Nein ist nur ein Nein, wenn jemand nachgesehen hat. Offenes gilt nie als unauffällig.
danger-yes-note = Handeln Sie jetzt. Weitere Fragen sind freiwillig.
danger-none = keine
danger-left = { $count ->
    [one] noch eine Frage offen
   *[other] noch { $count } Fragen offen
}
danger-left-short = { $count ->
    [one] noch 1
   *[other] noch { $count }
}

## Beschwerde
complaints-title = Warum kommt das Kind?
complaints-note = Mehrere sind möglich; der strengste Rat gilt.
complaints-none = noch keine gewählt

## Fragen
questions-no-complaint = Noch keine Beschwerde gewählt. Bis dahin bleiben die Regeln aller Beschwerden möglich.

## Empfehlung
result-label = Begründung und nächste Schritte
result-not-yet = Zuerst die Gefahrenprüfung
result-not-yet-note = Solange sie offen ist, nennt PädLotse keinen Ort. Wer sofort eine Antwort braucht, bekommt die vorsichtige.
result-nobody = Kein Haus im Netz kann alles
result-then-to = danach weiter: { $place }
result-adviser = Telekonsil: { $place }
result-escort = Begleitung
result-way = etwa { $kilometres } km, { $minutes } min
result-clinic = Geplant: { $title }, { $place }
by-arrangement = nach Vereinbarung
result-further = bis zu { $minutes } min weiter als { $place }
call = Jetzt { $place } anrufen
call-no-number = Nummer noch nicht eingetragen; das tut Ihr Standort auf der Netzkarte.
call-any-time = Zentrum jederzeit anrufen, auch wenn das Kind bleibt.
gap-no-needs = Kein Befund verlangt etwas, das hier fehlen könnte.
gap-nothing = In { $here } ist da, was das Kind nach diesen Befunden braucht.
gap-missing = In { $here } fehlt jetzt: { $missing }.
gap-still-missing = Auch in { $place } fehlt: { $missing }.
gap-nobody = Kein erreichbares Haus hat: { $missing }.
gap-coordination = Fragen Sie: { $whom }
gap-passed-over = { $place } käme in Frage, nimmt aber gerade nicht auf.
gap-second = Zweite Wahl: { $place }, { $way }.
gap-also = Auch möglich: { $place }, { $way }.
gap-further = { $minutes } min weiter
gap-way-unknown = Weg nicht auf der Karte
gap-lacks = { $place } kommt nicht in Frage, dort fehlt: { $missing }.
gap-assumed = Angenommen, vom Standort noch nicht bestätigt: { $capabilities }
needs-child = Das Kind braucht
needs-now = { $place }, jetzt
have-yes = da
have-no = fehlt
have-assumed = da (angenommen)
have-advice = per Telefon
why-title = Das hat entschieden
why-tap = tippen zum Ändern
why-cautious = Vorsichtige Antwort: Was nicht beurteilt ist, zählt so, wie es am schlimmsten sein könnte.
why-nothing = Kein Befund hebt die Dringlichkeit. Verneint wurden diese Gruppen:
why-mark = genügt
why-enough = Die mit „genügt“ markierten Befunde tragen diese Empfehlung allein.
why-enough-with = Die mit „genügt“ markierten Befunde tragen diese Empfehlung allein, zusammen mit: { $facts }.
why-enough-alone = Diese Empfehlung folgt allein aus: { $facts }.
change-title = Was würde das ändern?
change-note = jeweils der nächstliegende Wert
change-milder = Milder: { $advice }
change-stronger = Strenger: { $advice }
change-to = { $change } (jetzt: { $now })
change-open = { $change } (offen)
change-stays = Bleibt in { $here }, wenn dort heute da wäre: { $capabilities }.
open-title = Noch offen
open-settled = Diese Fragen können Weg und Dringlichkeit nicht mehr ändern.
open-unobtainable = Hier nicht zu erheben, bleibt offen: { $findings }
open-decides = Entscheiden würde: { $findings }. Dafür fehlt hier jetzt: { $capability } → { $place }
open-decides-nobody = Entscheiden würde: { $findings }. Dafür fehlt hier jetzt: { $capability }. Kein erreichbares Haus hat es.
rules-title = Regeln und Leitlinien
rules-note = mit Ausgabe und Stand der Prüfung
rules-presumed = bis zum Ausschluss
rules-needs = Braucht: { $needs }
rules-consider = Erwägen: { $needs }
steps-title = Bis dahin
otherwise-title = Keine Regel trifft zu
steps-no-drugs = ohne Dosierungen
step-when = falls: { $condition }

## Anders entscheiden
consult-title = Telekonsil
consult-beside = läuft neben der Behandlung her
consult-question = Frage an { $place }: { $needs }.
consult-question-about = Frage an { $place }: { $needs }. Grund: { $why }.
consult-question-take = Frage an { $place }: Übernahme und was bis dahin zu tun ist. Grund: { $why }.
consult-question-any = Frage an { $place }: Was sollen wir hier tun?
consult-ready = Bereithalten
consult-ready-child = Alter, Gewicht, Vorerkrankungen
consult-ready-signs = Vitalwerte mit Uhrzeit, Befunde, was verneint ist
consult-ready-done = was getan wurde und wie es gewirkt hat
consult-ready-seen = Bilder, EKG, Labor; Kamera am Kind, Telefon als Ersatz
consult-open = Antwort festhalten
consult-open-note = mit wem, was vereinbart ist
consult-with = Gefragt
consult-plan = Vereinbart
consult-words = Bemerkung, freiwillig, ohne Namen
consult-role = Wer hat geantwortet
consult-milder = Milder als eine Regel mit „sofort“: das ist keine Vereinbarung, sondern eine eigene Entscheidung mit Grund.
consult-agreed = Vereinbart: { $plan } · { $place }, { $role }, { $when }
consult-advised = Berechnete Empfehlung jetzt: { $disposition }, { $urgency }.
consult-earlier = Unter früherem Rat vereinbart. Der Rat hat sich geändert; bitte noch einmal rückfragen.
overrule-title = Anders entscheiden
overrule-kept = steht im Verlauf des Falls
overrule-open = Anders entscheiden
overrule-open-note = mit Grund, ändert die Einschätzung nicht
overrule-chosen = Stattdessen
overrule-as-advised = { $disposition } (wie empfohlen)
overrule-reason = Grund
overrule-words = Bemerkung, freiwillig, ohne Namen
overrule-words-needed = Welcher Grund? Ohne Namen
overrule-role = Wer entscheidet
overrule-sure = Milder als empfohlen, obwohl es um Minuten geht. Bitte noch einmal bestätigen.
overrule-cancel = Abbrechen
overrule-send = Festhalten
overrule-send-again = Trotzdem festhalten
overrule-made = { $chosen } – { $reason } · { $role }, { $when }
overrule-advised = Empfohlen war: { $disposition }, { $urgency }.
overrule-earlier = Unter früherem Rat entschieden. Der Rat hat sich geändert; bitte neu entscheiden.
reason-judgement = klinisches Urteil
reason-centre = Zentrum rät so
reason-capability = Verfügbarkeit ist anders
reason-transport = kein Transport möglich
reason-family = Familie entscheidet so
reason-other = anderer Grund
role-physician = Ärztin/Arzt
role-nurse = Pflege
role-paramedic = Rettungsdienst

## Quellen
sources-title = Quellen und Stand
sources-tile = Leitlinien, offene Fragen, Version
sources-draft = Kein Standort hat diesen Inhalt freigegeben. Bis eine verantwortliche Ärztin oder ein verantwortlicher Arzt das tut, ist er nicht zur Anwendung am Kind bestimmt.
sources-released = Freigegeben am { $date } von { $name }, für diese Karte und diese Regeln.
sources-what = Was PädLotse ist, und was nicht
sources-purpose = Eine Entscheidungshilfe für Fachpersonal: vor Ort behandeln, Telekonsil oder verlegen, wie schnell und warum. Sie nennt keine Dosierungen und ersetzt kein klinisches Urteil.
sources-covers = Gebaut sind die Gefahrenprüfung, die Vitalwerte und: { $complaints }.
sources-not-built = Noch nicht gebaut: Verlaufskontrolle, Pflege der Netzkarten am Bildschirm.
sources-memory = Fälle bleiben auf diesem Gerät: je nach Ort nur im Arbeitsspeicher oder verschlüsselt bis zum angezeigten Ablauf. Nichts wird gesendet.
sources-portal = Fälle bleiben in diesem Portal nur im Arbeitsspeicher. PädLotse sendet nichts ins Netz. Das Portal { $origin } bekommt die Antworten des Falls.
sources-keys = Tastatur: Tab von Frage zu Frage, Pfeile in der Zeile, Leertaste wählt; J, N und – antworten (abschaltbar); Strg+Z nimmt zurück.
sources-status = Stand der Grenzwerte
sources-status-note = Anzahl Regeln; die Zuordnung zum Bedarf ist immer ein Vorschlag
sources-decisions = Offene ärztliche Entscheidungen
sources-decisions-note = bis dahin gilt die strengere Lesart
sources-scores = Scores und ihre Grenzen
sources-card = Netzkarte { $network }
sources-card-basis = { $public } Angaben öffentlich belegt, { $assumed } angenommen, { $confirmed } vom Standort bestätigt.
source-own = Übliche Praxis oder eigener Vorschlag; dafür wurde keine Quelle gelesen
source-own-id = Praxis
sources-list = Quellen
sources-version = Version
sources-app = Version { $version }, Prüfsumme des Regelwerks:
sources-parts = Woraus die App besteht und unter welchen Lizenzen: Dateien licences.txt und sbom.json neben der App.

# Die Bescheinigung: was für das laufende Regelwerk gezeigt wurde
shown-title = Geprüft
shown-first = Die Regeln wurden gegen sich selbst und ihre Beispiele geprüft; ob sie richtig sind, muss eine Ärztin oder ein Arzt beurteilen.
shown-nothing = Für dieses Regelwerk und diese Netzkarten liegt keine Bescheinigung vor.
shown-dead = Jede Regel kann bei irgendeinem Kind zutreffen ({ $count } Bereiche).
shown-worse = Ein schlechterer Befund wird nie milder beantwortet ({ $count } Bereiche).
shown-due = Ein schlechterer Befund beendet nie, dass nach einem anderen gefragt wird ({ $count } Bedingungen).
shown-superfluous = Jede Regel sagt bei irgendeinem Kind etwas, das keine andere sagt, oder nennt die, die sie wiederholt ({ $count } Bereiche).
shown-age = Kein Alter ist zwischen zwei Altersgrenzen vergessen ({ $count } Altersbereiche).
shown-houses = Jeder Bedarf hat in jedem Netz ein Haus, in jedem Alter, in dem er entstehen kann ({ $count } geprüft).
shown-bounds = Die Schranken schließen die Wahrheit ein und werden mit jeder Antwort nur enger ({ $count } Antworten).
shown-reasons = Die genannten Gründe reichen für die Empfehlung, und keiner ist überflüssig ({ $count } Gründe).
shown-losses = Fällt etwas aus, oder braucht ein Kind mehr, wird die Empfehlung nie milder ({ $count } Empfehlungen).

## Suchen und Nachschlagen
find-label = Beschwerde oder Symptom suchen
find-example = z. B. Bauchweh, Fieberkrampf, Pseudokrupp
find-nothing = Nichts gefunden. „Anderes“ sucht nach Warnzeichen und führt zu Gefahr, Vitalwerten und Sorge.
find-always = Bei jedem Kind
red-flags-short = nur Warnzeichen
red-flags-note = Dieses Protokoll hat keine eigenen Kriterien. Es sucht nur nach Warnzeichen; sonst lautet der Rat: Kinderärztlichen Rat einholen.
complaints-unchoose = { $title } wieder abwählen
library-title = Nachschlagen
library-tile = Alle Protokolle ohne Fall lesen
library-note = Was gefragt wird, Scores, Regeln in Worten, Quellen. Ohne Fall, ohne Eingabe.
library-back = Alle Protokolle
library-also = Auch: { $words }
library-version = Fassung { $version } · { $state }
library-questions = Was gefragt wird
library-scores = Scores und Grenzwerte
library-rules = Regeln
library-otherwise = Trifft keine Regel zu: { $words }
library-no-rules = Keine eigenen Regeln
library-terms = Begriffe in den Regeln
library-only = Nur: { $condition }
library-if = Wenn: { $condition }
library-unless = Außer: { $condition }
library-needs = Bedarf: { $needs }
library-consider = Erwägen: { $needs }
parents-title = Was die Eltern wissen sollen
parents-note = Wann wiederkommen
parents-print = Für die Eltern drucken

## Ohne Netz, neue Versionen, dieses Gerät
offline-title = Ohne Netz
offline-begins = Wird geprüft
offline-preparing = Wird vorbereitet: { $done } von { $total } Dateien
offline-ready-portal = Offline bereit in diesem Portal ✓ Version { $version }, geprüft { $time }
offline-ready = Offline bereit ✓ Version { $version }, geprüft { $time }
offline-off = Nicht offline bereit – { $reason }
offline-sandbox = Das Portal schließt die Seite ein. Öffnen Sie PädLotse in einem eigenen Fenster.
offline-insecure = Die Adresse beginnt nicht mit https.
offline-unsupported = Dieser Browser kann es nicht, oder nicht in einem privaten Fenster.
offline-blocked = Eine Richtlinie des Servers oder des Portals verbietet es.
offline-network = Nicht alle Dateien kamen unverändert an. Der nächste Start mit Netz versucht es wieder.
offline-quota = Der Speicher dieses Geräts ist voll.
offline-holes = Auf diesem Gerät fehlen Dateien. Der nächste Start mit Netz ergänzt sie.
offline-silent = Der Offline-Dienst antwortet nicht. Laden Sie neu.
offline-switched-off = Der Betreiber hat es abgeschaltet.
offline-other-release = Auf diesem Gerät liegt eine andere Version. Laden Sie neu.
offline-fault = Im Offline-Teil ist ein Fehler aufgetreten. Laden Sie neu.
update-ready = Neue Version bereit
update-after-case = Neue Version bereit – nach Fallende
update-now = Neue Version bereit: Jetzt aktualisieren
update-refused = Die neue Version wartet: Ein Fall ist noch offen, hier oder in einem anderen Fenster. Beenden Sie ihn, dann laden Sie neu.
update-back = Die neue Version ist zweimal nicht gestartet. Sie arbeiten mit der vorigen.
update-back-short = Vorige Version: Die neue startete nicht
update-again = Die neue Version noch einmal versuchen
review-due = Inhalt seit { $date } zur Überprüfung fällig
hint-home = Für den Einsatz ohne Netz: „Teilen“ antippen, dann „Zum Home-Bildschirm“. Der erste Start vom neuen Symbol braucht eine Netzverbindung.
hint-home-gone = Nicht mehr zeigen
device-title = Dieses Gerät
device-version = PädLotse { $version }, Kennung der Version:
device-built = Stand des Programms: { $moment }
device-built-unknown = Stand des Programms: unbekannt
device-review = Inhalt zu überprüfen bis: { $date }
device-loaded = Seit dem Öffnen lud diese Seite { $own } Dateien, alle von { $origin }.
device-loaded-other = Seit dem Öffnen lud diese Seite { $own } Dateien von { $origin } und fragte { $other }-mal anderswo an.
device-sent-portal = Von PädLotse ins Netz gesendet: 0 Byte. Das Portal { $origin } bekommt die Antworten des Falls. PädLotse fragt nur nach seinen eigenen Dateien, und der Browser lässt keine andere Adresse zu. Gezählt ist, was der Browser für diese Seite verzeichnet; der Offline-Dienst holt dieselben Dateien noch einmal.
device-sent = Über einen Fall gesendet: 0 Byte. PädLotse fragt nur nach seinen eigenen Dateien, und der Browser lässt keine andere Adresse zu. Gezählt ist, was der Browser für diese Seite verzeichnet; der Offline-Dienst holt dieselben Dateien noch einmal.
device-reset = App-Dateien neu laden oder alle Falldaten löschen
keep-ask = Dateien auf diesem Gerät dauerhaft behalten
keep-asked = Der Browser fragt nach. Erlauben Sie es dort.
keep-yes = Der Browser behält die Dateien auf diesem Gerät.
keep-no = Der Browser sagt nicht zu, die Dateien zu behalten. Bei vollem Speicher kann er sie löschen.
keep-unknown = Ob der Browser die Dateien behält, lässt sich hier nicht fragen.
install-app = Als App installieren

# Die Einzeldatei
single-title = Einzeldatei-Version, Stand { $day }
single-title-undated = Einzeldatei-Version, Stand unbekannt
single-runs = Diese Datei läuft ohne Netz.
single-cannot = Was sie nicht kann:
single-keeps-nothing = Diese Datei bewahrt nichts auf: Beim Schließen oder Neuladen ist der Fall weg, auch Meldungen zu heute Nacht und geladene Netzkarten.
single-no-update = Sie erneuert sich nicht: Eine neuere Fassung ist eine neue Datei. Fragen Sie dort, woher Sie diese haben.
single-no-copy = Sie legt keine Kopie auf dieses Gerät: Ist ihr Ordner nicht erreichbar, startet sie nicht.
single-no-camera = Diese Datei liest keine Codes, weder mit der Kamera noch aus Bildern: Fügen Sie den Text der Übergabe ein, oder öffnen Sie die Datei, die der Absender gesichert hat.
single-version = PädLotse { $version }, Kennung { $id }. Inhalt zu überprüfen bis: { $review }
single-asked = Seit dem Öffnen fragte diese Datei { $asked }-mal nach etwas anderem. Über einen Fall gesendet: 0 Byte; der Browser lässt ihr keine Adresse zu.

## Übergabe: Identifikation, Situation, Hintergrund, Befund, Empfehlung
step-handover = Übergabe
handover-title = Übergabe
handover-note = Ohne Namen. Was offen ist, steht dabei. Leere Zeilen von Hand ausfüllen.
handover-i = Identifikation
handover-s = Situation
handover-b = Hintergrund
handover-a = Befund
handover-r = Empfehlung
handover-child = Kind
handover-age-open = Alter nicht angegeben
handover-weight-open = Gewicht nicht angegeben
handover-mark = Fallzeichen
handover-mark-said = { $mark }, Fall seit { $since }
handover-house = Haus
handover-from-ambulance = im Rettungswagen, nächstes Krankenhaus: { $house }
handover-caller = Es übergibt (Name, Funktion, Telefon)
handover-called = Es übernimmt (Name, Funktion, Telefon)
handover-complaint = Beschwerde
handover-urgency = Dringlichkeit
handover-settled = { $said }, steht fest
handover-cautious = { $said }, vorsichtige Antwort
handover-so-far = bisher { $said }, höchstens { $most }
handover-wish = Anliegen
handover-wish-transfer = Übernahme in { $place }
handover-wish-nobody = Übernahme; kein Haus im Netz kann alles
handover-wish-consult = Telekonsil mit { $place }
handover-wish-advice = Rat
handover-wish-none = nur zur Information; das Kind bleibt hier
handover-why = Grund
handover-history = Vorgeschichte
handover-course = Beginn, Verlauf, Vorbehandlung
handover-medication = Allergien, Medikamente, Impfungen, letzte Mahlzeit
handover-vitals = Vitalwerte
handover-earlier = { $now }, zuvor { $earlier }
handover-found = Befunde
handover-tests = Labor und Untersuchungen
handover-scores = Scores
handover-denied = Als Gruppe verneint
handover-denied-singly = Einzeln verneint oder unauffällig
handover-not-here = Hier nicht möglich
handover-open = Nicht beurteilt
handover-bound = Stand
handover-advice = Empfehlung
handover-destination = Ziel
handover-missing = Hier fehlt
handover-still-missing = Auch dort fehlt
handover-ask = Zu fragen
handover-overrule = Anders entschieden
handover-agreed = Telekonsil
handover-times = Zeiten
handover-steps = Bis dahin
handover-done = Getan, mit Uhrzeit und Wirkung
handover-responsible = Verantwortlich bis zur Ankunft
handover-read-back = Wiederholt und angenommen um
handover-composed = Zusammengestellt { $date }, { $time }
handover-origin = Netzkarte { $card } { $version } · Regeln { $digest } · PädLotse { $release }
handover-aid = PädLotse unterstützt die klinische Entscheidung und ersetzt sie nicht.
handover-spoken = Am Telefon in 20 Sekunden
handover-repeat = Lassen Sie wiederholen
spoken-opening = { $place }: { $urgency }.
spoken-open = { $place }: Kind in der Gefahrenprüfung, noch keine Einschätzung.
spoken-child = { $child }.
spoken-wish = Anliegen: { $wish }.
handover-code = Code für die Kamera
handover-code-link = Öffnet PädLotse im anderen Haus mit diesem Fall. Kein Server sieht ihn.
handover-code-plain = Im anderen Haus in PädLotse „Fall empfangen“ wählen und scannen. Ohne Netz, ohne Server.
handover-code-words = Klartext für jedes Telefon: Kamera-App, ohne PädLotse
handover-code-too-large = Für einen Code ist dieser Fall zu groß. Bitte als Datei oder Text übergeben.
handover-code-label = Code mit dem Fall { $mark }
handover-code-large = Groß zeigen
handover-code-small = Schließen
handover-code-bright = Bildschirm ganz hell stellen, ruhig halten.
handover-show-record = Code für PädLotse
handover-show-words = Code mit Klartext
handover-ways = Andere Wege
handover-copy = Text kopieren
handover-share = Teilen
handover-file = Als Datei sichern
handover-file-note = zum Öffnen in PädLotse
handover-bundle = FHIR-Bündel sichern
handover-bundle-note = R4, für andere Systeme
handover-print = Übergabebogen drucken
handover-print-note = eine Seite A4
handover-print-family = Blatt für die Eltern drucken
handover-copied = Kopiert.
handover-not-copied = Kopieren ging nicht. Bitte markieren Sie den Text im Bogen, oder sichern Sie die Datei.
handover-shared = Übergeben an das Gerät.
handover-not-shared = Dieses Gerät kann nicht teilen. Bitte kopieren oder als Datei sichern.
handover-tile = Telefon, Code, Papier
family-title = Für die Eltern
family-now = Was jetzt geschieht
family-transfer = Ihr Kind kommt in die Klinik in { $place }. Dort gibt es, was es jetzt braucht.
family-transfer-nobody = Ihr Kind braucht eine andere Klinik. Wir klären gerade, welche es aufnimmt.
family-consult = Wir besprechen uns mit den Kinderärztinnen und Kinderärzten in { $place }. Ihr Kind bleibt bei uns.
family-consult-any = Wir holen uns Rat von einer Kinderklinik. Ihr Kind bleibt bei uns.
family-stay = Ihr Kind wird hier behandelt.
family-immediate = Wir behandeln Ihr Kind sofort und telefonieren gleichzeitig.
family-escort = Unterwegs ist jemand bei Ihrem Kind. Fragen Sie uns, ob Sie mitfahren können.
family-tell = Sagen Sie uns sofort Bescheid, wenn sich etwas ändert oder wenn Sie sich Sorgen machen.
family-own = Allgemeine Hinweise von uns, nicht aus einer Leitlinie.
family-back = Wann Sie wiederkommen oder den Notruf 112 wählen

## Empfangen
arrival-title = Empfangener Fall
arrival-from = Aus { $place }, gesendet { $time }, vor { $ago } min. Nur zum Lesen, bis Sie ihn übernehmen.
arrival-old = Vor mehr als 24 Stunden gesendet: nur zum Lesen. Bitte das Kind neu beurteilen.
arrival-same = Auch hier so berechnet: dieselbe Empfehlung, dieselben Gründe.
arrival-same-urgency = Auch hier so berechnet: dieselbe Dringlichkeit. Den Ort kann dieses Gerät nicht nachrechnen, die Netzkarte fehlt.
arrival-differs = Hier anders berechnet als beim Absender
arrival-so-far = Bisher
arrival-at-most = Höchstens
arrival-there-here = dort { $there } · hier { $here }
arrival-unreadable = { $count } Angaben versteht dieses Gerät nicht. Sie gelten als nicht beurteilt.
arrival-other-rules = Der Absender arbeitet mit einem anderen Regelstand.
arrival-other-card = Der Absender arbeitet mit einer anderen Fassung der Netzkarte.
arrival-no-card = Die Netzkarte des Absenders ist hier nicht geladen ({ $network }).
arrival-take = Als Fall übernehmen
arrival-take-note = gilt dann mit der Netzkarte dieses Hauses
arrival-take-aside = der offene Fall wird beiseitegelegt
arrival-discard = Verwerfen
arrival-not-a-record = Das ist kein Fall von PädLotse.
arrival-damaged = Der Fall ist nicht vollständig angekommen. Bitte noch einmal übertragen.
arrival-newer = Der Fall stammt von einer neueren Fassung (Format { $form }). Bitte dieses Gerät aktualisieren, oder vorlesen lassen.
arrival-nothing-changed = Hier wurde nichts geändert.
arrival-file = Datei öffnen
arrival-file-note = die der Absender gesichert hat

# Fall empfangen: der Scanner und das Textfeld
receive-title = Fall empfangen
receive-tile = Übergabe eines anderen Hauses
receive-note = Halten Sie dieses Gerät vor den Übergabe-Code auf dem anderen Bildschirm. Ein Netz ist nicht nötig.
receive-why = Die Kamera-App eines iPads öffnet Safari. Safari hat einen anderen Speicher als die installierte App: Der Fall wäre dann dort. Dieser Scanner bringt ihn immer in diese App.
receive-paste = Text der Übergabe einfügen
receive-paste-label = Text oder Link der Übergabe
receive-open = Öffnen
scan-title = Code scannen
scan-start = Kamera starten
scan-stop = Kamera schließen
scan-pick = Bild wählen
scan-photo = Foto aufnehmen
scan-view = Bild der Kamera
scan-closed = Die Kamera ist aus. Sie startet erst, wenn Sie tippen.
scan-starting = Kamera startet. Erlauben Sie sie, wenn der Browser fragt.
scan-running = Die Kamera sucht den Code. Er soll das Bild gut ausfüllen und scharf sein.
scan-reading = Das Bild wird gelesen.
scan-nothing = Im Bild wurde kein Code gefunden. Nehmen Sie es näher, gerader und schärfer auf.
scan-insecure = Ohne https gibt der Browser keine Kamera frei. Wählen Sie ein Bild oder fügen Sie den Text ein.
scan-unsupported = Dieser Browser gibt Webseiten keine Kamera. Wählen Sie ein Bild oder fügen Sie den Text ein.
scan-denied = Die Kamera ist für diese Seite nicht erlaubt. Erlauben Sie sie in den Einstellungen des Browsers, oder wählen Sie ein Bild.
scan-policy = Die Kamera ist hier gesperrt: von der Seite, in der PädLotse eingebettet ist, oder vom Server. Öffnen Sie PädLotse in einem eigenen Fenster, oder wählen Sie ein Bild.
scan-none = Dieses Gerät hat keine Kamera, die der Browser findet. Wählen Sie ein Bild oder fügen Sie den Text ein.
scan-busy = Die Kamera liefert kein Bild. Vielleicht benutzt sie eine andere App: Schließen Sie diese und starten Sie neu.
scan-hidden = Die Kamera wurde abgeschaltet, weil die Seite verdeckt war.
scan-no-picture = Diese Datei ist kein Bild, das der Browser lesen kann.
scan-reader = Das Leseprogramm ließ sich nicht laden oder nicht ausführen. Stellen Sie eine Netzverbindung her und versuchen Sie es noch einmal, oder fügen Sie den Text ein.
scan-fault = Beim Scannen ist ein Fehler aufgetreten. Wählen Sie ein Bild oder fügen Sie den Text ein.

# Die Seite um PädLotse herum, und was ein Krankenhaussystem über das Kind mitteilt
frame-asked = Es wird geprüft, welche Seite PädLotse hier zeigt …
frame-foreign-title = Hier wird kein Fall eröffnet
frame-foreign = Die Seite { $origin } zeigt PädLotse in einem Rahmen und steht nicht auf der Liste Ihres Hauses.
frame-foreign-unknown = Eine andere Seite zeigt PädLotse in einem Rahmen, und es ist nicht festzustellen, welche.
frame-foreign-why = Eine fremde Seite könnte verdecken oder verändern, was Sie sehen. Öffnen Sie PädLotse für sich.
frame-foreign-list = Für die IT: Die Liste steht in der Datei embed.json neben index.html.
frame-look = Trotzdem nur ansehen
frame-new-tab = In neuem Tab öffnen
frame-in-portal = Im Portal { $origin }
number-told = Aus dem KIS – bitte prüfen. Bis dahin gilt der Wert als offen.
number-told-rounded = Aus dem KIS, gerundet – bitte prüfen. Bis dahin gilt der Wert als offen.
told-title = Aus dem Krankenhaussystem (KIS) – bitte prüfen und antippen
told-nothing = Aus dem Krankenhaussystem (KIS) war nichts zu übernehmen
told-all = Alle { $count } geprüft: übernehmen
told-away = Verwerfen
told-about = etwa { $value }
told-no-time = ohne Uhrzeit
told-next-case = Angaben aus dem KIS liegen bereit. Sie werden im nächsten Fall angeboten.
told-other-child = Angaben aus dem KIS passen nicht zum Kind dieses Falls. Sie warten auf einen neuen Fall.
told-left-out = Nicht angeboten: { $list }
why-code = hier nicht bekannt
why-method = Messart gehört dazu
why-no-unit = ohne Einheit
why-unit = Einheit nicht bekannt
why-not-a-number = keine Zahl
why-implausible = unmöglicher Wert
why-old = zu alt
why-moment = Zeitangabe nicht brauchbar
why-status = zurückgezogen oder ungeklärt
why-other-child = von einem anderen Kind
why-contradiction = widersprüchlich
why-vague = Geburtsdatum zu ungenau
why-not-a-child = 18 Jahre oder älter
why-more = und weitere
