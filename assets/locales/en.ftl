# The words of the screen. Every text stands in de.ftl too, with the same arguments.

## Everywhere
skip = Skip to content
strip-released = Released on { $date } by { $name }
strip-draft = Draft – not released for use
words-awaited = Loading German
words-failed = German could not be loaded. Tap again with a network.
rest-coming = This screen is being loaded
rest-failed = This screen could not be loaded
rest-failed-note = A part of the application did not arrive, or arrived altered. The questions and the advice in the bar still hold. Check the network.
rest-again = Load again
strip-memory = in memory only
strip-asked = Checking storage
strip-tab = Cases last until the tab is closed
strip-device = Cases stay { $hours } h on this device
strip-saved = saved
strip-saving = being saved
strip-full = NOT saved: device full
strip-refused = NOT saved
# The covered screen: nothing of the case but its beginning.
cover-title = Screen covered · case open since { $since }
cover-kept = Everything entered is kept.
cover-hold = Press and hold for one second
cover-or-twice = or tap twice: back to the case
cover-again = Tap once more: back to the case
strip-case = Case since { $since } · { $minutes } min
head-label = Steps
head-here = Here is
head-nearest = Nearest hospital
step-start-label = PädLotse, start
step-child = Child
step-danger = Danger
step-complaints = Complaint
step-questions = Questions
step-recommendation = Advice
undo = Undo
language-label = DE: auf Deutsch umschalten
theme-dark = Dark display
theme-day = Light display
join-and = { " and " }
join-or = { " or " }

## Urgency, place, status
urgency-immediate = Immediate
urgency-emergent = Very urgent
urgency-urgent = Urgent
urgency-routine = Not time-critical
within-immediate = immediate
within-emergent = very urgent
within-urgent = urgent
within-routine = not time-critical
limit-immediate = 0 min
limit-emergent = ≤ 30 min
limit-urgent = ≤ 4 h
disposition-treat-locally = treat here
disposition-teleconsult = teleconsult
disposition-transfer = transfer
disposition-nearest = to the nearest hospital
disposition-nearest-consult = nearest hospital, advice on the way
disposition-direct = directly to the centre
status-verified = verified
status-recalled = from memory, not yet checked
status-recalled-short = not checked
status-proposal-short = proposal
status-proposal = our own proposal

## Age
age-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
age-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
age-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
age-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
limit-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
limit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
limit-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
limit-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
unit-points = points
unit-days-passed = days
unit-per-day = per day
unit-per-field = /hpf
unit-stings = stings
unit-fetuses = fetuses
unit-infections = infections
unit-centile = centile
unit-hours = hours
unit-days = days
unit-weeks = weeks
unit-months = months
unit-years = years

## Answers
answer-yes = Yes
answer-no = No
answer-open = not assessed
answer-unobtainable = not possible here
group-none = None of these
group-no-others = No others
group-some = Something here
group-rest = Everything else in this group checked? What is marked “not assessed” stays open.
next-in-order = Next
next-flag = Decides most
row-lacking = According to the network card not available here now; counts as open.
row-decides-elsewhere = Decisive, but not available here now; counts as a need → { $place }
row-decides-nowhere = Decisive, but no hospital within reach has it; counts as a need.
aside-later = Whether this is needed depends on open answers.
aside-because = Only needed with: { $condition }
aside-not-now = Not needed now.
aside-entered = Would not be needed now; an entry counts all the same.
aside-title = Set aside
aside-note = not needed now; an entry counts all the same
aside-enter = Enter
aside-enter-label = Enter { $label } all the same
section-count = { $answered } of { $asked }
jump-label = Sections
condition-no = not: { $label }
condition-age-from = from { $age }
condition-age-under = under { $age }
condition-vitals-always = a complaint for which vital signs are always measured
condition-more = more
condition-named = “{ $name }”
condition-count = at least { $wanted } of: { $list }

## Numbers
number-more = { $label }: more
number-less = { $label }: less
number-not-a-number = “{ $text }” is not a number. The value counts as open.
number-too-precise = This is not recorded that precisely. Please round. The value counts as open.
number-ambiguous = “{ $text }” is ambiguous: a thousand, or one point? Please enter it without a separator.
number-implausible = The possible range is { $range }. The value counts as open.
number-surprising = { $value } – is that right? Until then the value counts as open.
number-sure = Yes, it is
band-below = below normal range
band-above = above normal range
band-inside = in normal range

## Bar
bar-label = Advice so far
bar-open = Still open
bar-immediate = Immediate, questions are optional
bar-provisional = Provisional
bar-settled = Settled
bar-answered-now = Cautious answer
bar-danger-left = { $count ->
    [one] First the danger screen: one question left.
   *[other] First the danger screen: { $count } questions left.
}
bar-danger-note = One yes is enough. Before that no place is named.
bar-so-far = So far { $urgency }: { $sentence }
bar-immediate-note = Open questions hold nothing up; they may still change the place.
bar-provisional-note = { $count ->
    [one] One question can still raise this: { $reach }.
   *[other] { $count } questions can still raise this: { $reach }.
}
bar-reach-alone = { $count ->
    [0] none to “{ $to }”
    [one] one to “{ $to }”
   *[other] { $count } to “{ $to }”
}
bar-reach-singly = singly { $parts }
bar-reach-most = at most { $urgency }, { $most }
bar-not-here = What still decides cannot be obtained here; at most: { $urgency }, { $most }.
bar-not-here-needs = Decisive, not available here now: { $findings } → { $place }
bar-not-here-nobody = Decisive, and no hospital within reach has it: { $findings }
bar-age-missing = The age is missing; until then much is possible.
bar-complaint-missing = The complaint is missing; until then the rules of all complaints stay possible.
bar-settled-note = No open question can change this.
bar-settled-destination-open = No open question changes the course or the urgency. The destination may still change.
bar-answered-now-note = Cautious, because not assessed: { $list }.
bar-answered-now-not-here = Cautious, because it cannot be obtained here: { $list }.
bar-more = { $count } more
ladder-label = at least { $least }, at most { $most }
ladder-least = at least
ladder-most = at most
open-count = { $count ->
    [0] none open
    [one] 1 open
   *[other] { $count } open
}
next-age = Age
next-exact-age = A more exact age
next-complaint = Complaint
ask-worst = at worst: { $urgency }, { $disposition }
answer-now = Answer now
answer-now-note = then: { $urgency }, { $most }
rung-treat = here
rung-treat-provisional = here, provisionally
rung-bring = bring to { $to }
rung-consult = teleconsult: { $place }
rung-transfer = transfer: { $to }
rung-nobody = transfer: no suitable hospital

## Headlines of the advice: at most twelve words, verb first
headline-someone = the centre
headline-treat = Treat here in { $here }.
headline-begin-treat = Start here, call now in parallel, treat in { $here }.
headline-consult = Treat here, teleconsult with { $adviser }.
headline-begin-consult = Start here, call { $adviser } now in parallel.
headline-transfer = Transfer to { $to }.
headline-begin-transfer = Start here, call now in parallel, transfer to { $to }.
headline-first = First here: { $first }. Then transfer to { $to }.
headline-begin-first = Start here ({ $first }), call in parallel, then transfer to { $to }.
headline-nobody = Transfer; no suitable hospital in the network. Ask dispatch.
headline-begin-nobody = Start here, call dispatch 112 now in parallel: no suitable hospital.
headline-drive = Bring to { $to }.
headline-begin-drive = Start here, call now in parallel, bring to { $to }.
headline-drive-consult = Bring to { $to }, consult { $adviser } on the way.
headline-begin-drive-consult = Start here, call { $adviser } now in parallel, bring to { $to }.
headline-drive-direct = Bring directly to { $to }.
headline-begin-drive-direct = Start here, call now in parallel, bring directly to { $to }.
headline-drive-nobody = Ask dispatch, no suitable hospital; for now to { $to }.
headline-begin-drive-nobody = Start here, call dispatch 112: no suitable hospital; first to { $to }.
headline-begin-drive-nobody-then = Start here, dispatch 112: none suitable; to { $to }, then { $then }.
headline-drive-then = Bring to { $to }, then on to { $then }.
headline-begin-drive-then = Start here, call now in parallel, to { $to }, then { $then }.

## Go on
go-danger = Next: check for danger
go-complaints = Next: complaint
go-questions = Next: questions
go-recommendation = To the advice
go-recommendation-now = call, place, steps until then
back-to-questions = Back to the questions

## Start
new-case = New case
new-case-note = Age, then questions
new-case-sure = Really new?
new-case-sure-note = The open case is put aside. Tap once more.
danger-first = Danger first
danger-first-note = Danger signs, age later
open-case = Open case since { $time }
open-case-resume = Resume
open-case-close = End the case
open-case-close-sure = Really end it?
open-case-close-note = The answers are deleted

## Kept cases
kept-survives-memory = Survives nothing: closing or reloading loses the case.
kept-survives-tab = Survives a reload and a crash of the tab, not closing it. Deleted { $hours } h after the last change.
kept-survives-device = Survives closing the browser and an empty battery, too. Deleted { $hours } h after the last change.
kept-title = Cases put aside
kept-title-note = no content, times only
kept-line = Case since { $since }
kept-until = until { $until }
kept-elsewhere = open in another window
kept-open = Open
kept-opening = Opening
kept-delete = Delete
kept-delete-sure = Really delete?
kept-park = Park the case
kept-park-note = Stays encrypted on this device for { $hours } h, even without the browser
kept-ended = The case is ended and deleted.
kept-take-back = Undo
kept-not-elsewhere = This case is open in another window. Close it there first.
kept-not-gone = The case is no longer there: expired, deleted, or never saved.
kept-not-damaged = The case cannot be read and stays until it expires. Start again.
kept-not-newer = A newer version of PädLotse saved this case. Reload to update; it stays until it expires.
kept-other-title = Case since { $since }: worked out again
kept-other = This case was begun under other rules or another network card. Check the difference before you go on.
kept-other-before = Then
kept-other-now = Now
kept-other-none = no recommendation yet
kept-other-lost = { $count ->
    [one] One entry is unknown to the present rules; it counts as not answered.
   *[other] { $count } entries are unknown to the present rules; they count as not answered.
}
kept-other-yes = Continue under the present rules
kept-other-no = Do not open
store-no-frame = Embedded in another page: nothing is saved.
store-no-insecure = Without https nothing is saved.
store-no-browser = This browser does not allow saving (private window or a setting).
store-config-damaged = The file config.json of this installation is not fully understood; what is unclear is treated as if the file were absent. Please tell your IT.
where-title = Where are you?
where-note = The advice depends on it
where-preset = preset, please check
where-network = Network
where-place = Place
where-ambulance = Ambulance
where-nearest = Nearest hospital from here
duty-title = Available now in { $place }
duty-note = As on the network card. Tap what is missing now, or there after all.
duty-not-now = not at this hour
duty-not-on-card = not on the card
duty-included = part of something else
board-hours = { $count } h
board-lasts = New reports hold for
board-reported = there: reported { $at }, until { $until }
board-said = reported { $at }, until { $until }
board-missing = missing: reported { $at }, until { $until }
board-expired-here = expired { $until }; counts as not there
board-expired-intake = expired { $until }; counts until somebody says otherwise
board-expired = expired { $until }; the card counts, ring first
ring-first-heard = { $count ->
    [one] Ring first: { $place } was last heard from { $count } hour ago.
   *[other] Ring first: { $place } was last heard from { $count } hours ago.
}
ring-first-limited = Ring first: { $place } reports few free beds.
way-minutes = { $minutes } min
tonight-title = Duty now
tonight-all = All hospitals
tonight-note = What is there now, in which hospital. A tap is a report with its time; it counts at once and expires.
tonight-houses = Hospital
tonight-numbers = Telephone numbers
tonight-consult-number = teleconsult, admission
tonight-no-number = enter it on the network card
tonight-listed = On the network card
tonight-tap = tap: there or not there
tonight-besides = Not on the card, but there tonight?
tonight-as-on-card = As on the card
tonight-reports = { $count ->
    [one] takes { $count } report back
   *[other] takes { $count } reports back
}
card-load = Load a card from a file
card-load-note = JSON; checked before it counts
card-save = Save the card as a file
card-save-note = for another hospital or device
card-drop = Back to the shipped card
card-drop-note = the loaded card is removed
card-memory = Loaded from a file. It counts until the page is closed.
card-kept = Loaded from a file. It stays on this device until it is removed or replaced.
card-taken = The card is loaded and counts now.
card-refused = The file was not accepted. The card in use stays.
card-unreleased = This card is not released together with these rules.
card-released = Released on { $date } by { $name }, { $role }, for card { $version } and these rules.
card-release = Release the card
card-release-note = by the responsible doctor
card-release-means = I have checked this card and the rules of this version and take responsibility for their use at our site. When the card or the rules change, the release no longer counts. Save the card as a file afterwards.
card-release-name = Name
card-release-role = Role
card-release-send = Release
file-too-large = The file is too large for a network card.
file-not-a-text = The file is not readable text (UTF-8).
file-not-json = The file is not valid JSON.
file-not-a-card = This is not a PädLotse network card.
file-newer = The card has format { $version } and comes from a newer version. Please update PädLotse.
file-missing = “{ $field }” is missing or empty.
file-unknown = “{ $field }” is not known here. Is it a typing error?
file-wrong-form = has the wrong format; expected: { $form }.
file-unknown-capability = There is no capability “{ $id }”.
file-unknown-site = The hospital “{ $id }” is not on the card.
file-twice = “{ $what }” is given twice.
file-out-of-range = must lie between { $low } and { $high }.
file-too-long = is longer than { $limit } characters.
file-too-many = has more than { $limit } entries.
file-bad-characters = contains control characters.
file-no-home = The card does not say which hospital it belongs to (“home”).
file-no-sites = The card has no hospitals.
file-no-way = No route by road leads to “{ $site }”.
file-to-itself = leads from a hospital to itself.
file-not-advice = “{ $id }” is not advice; a clinic answers a question.
file-not-transport = “{ $id }” is not transport.
file-not-an-address = Published means: with an internet address.
file-for-nobody = The age limits exclude every child.
file-part-site = hospital
file-part-offer = capability
file-part-contact = telephone
file-part-clinic = clinic
file-part-transport = vehicle
file-part-travel = route
form-text = text
form-texts = text in German and English
form-number = whole number
form-list = list
form-fields = named fields
form-id = small letters, digits, underscore
form-hyphen-id = small letters, digits, hyphen
transfer-title = Transfer
transfer-tile = escort, clock, latest safe departure, checklist
transfer-note = The call runs beside the treatment. Times are estimates until you tap “now”.
transfer-estimate = estimate
transfer-windows = Time windows
transfer-checklist = Before the journey
window-unknown = Onset not known ({ $from })
window-open = { $left } left
window-closing = The window is closing now.
window-closed = The window has closed; it is urgent all the same.
window-leave-by = Latest safe departure { $time }.
window-late = By the estimate this cannot be met: act here first, or find a faster way.
window-ago = { $time } ago
window-maybe = still open whether it applies
clock-title = Clock
clock-target = { $label }, that is by { $time }.
clock-late = Later by the estimate.
clock-vehicle = Vehicle
clock-no-vehicle = The network card has no vehicle for this age.
clock-preparation = Preparing the child
clock-alarm = Call-out
clock-at-child = Team with the child
clock-departure = Departure
clock-arrival = Arrival
clock-about = about { $time }
clock-between = about { $from } to { $to }
clock-passed = before { $time }
clock-overdue = overdue
clock-not-on-card = not on the card
clock-now = now
fit-all = will do
fit-so-far = will do so far; open: { $needs }
fit-without-waiting = do not wait; without: { $needs }
fit-no = will not do: { $needs }
escort-title = Escort
escort-note = apart from the urgency
escort-routine = patient transport, or the parents after agreement
escort-urgent = monitored transport
escort-emergent = a doctor on the way
escort-immediate = intensive-care transport, or the fastest vehicle with a doctor
escort-between = At least: { $least }. At most, while questions are open: { $most }.
escort-needs = Needed: { $needs }.
escort-apart = The escort neither raises nor lowers the urgency.
tonight-back = To the advice
tonight-start = To the start
tonight-no-case = No case is open. With an open case its advice appears here and follows every tap.
duty-on-call = on call { $minutes } min · { $basis }
basis-public = public
basis-assumed = assumed
basis-confirmed = confirmed
intake-label = Admissions
intake-open = takes patients
intake-limited = few beds
intake-full = full
intake-closed = closed
shortcuts-on = Letters answer
shortcuts-off = Letters off
shortcuts-note = Y yes · N no · – not assessed
start-purpose = Decision aid for professionals. You decide.
start-version = Version { $version } · rules { $digest }

## Child
child-ask = How old? Number, then unit.
child-note = Two taps are enough: “7” and “weeks”. Under three months every day counts.
child-private = No name, no address, no date of birth.
child-fields = Age, sex, weight
child-keypad = Number pad
child-age = Age
child-sex = Sex
sex-female = female
sex-male = male
sex-open = not stated
age-number = the number first
age-now-unit = now the unit
age-change = type a number to change it
age-error-digits = first the number, then the unit
age-error-not-a-child = from 18 years PädLotse does not apply
age-exact-days = more exact, in days:
age-exact-months = more exact, in months:
age-back = Delete the last digit

## Danger
danger-title = Danger signs
danger-note = A no is only a no if somebody looked. What is open never counts as normal.
danger-yes-note = Act now. Further questions are optional.
danger-none = none
danger-left = { $count ->
    [one] one question left
   *[other] { $count } questions left
}
danger-left-short = { $count ->
    [one] 1 left
   *[other] { $count } left
}

## Complaint
complaints-title = Why is the child here?
complaints-note = Several are possible; the strictest advice holds.
complaints-none = none chosen yet

## Questions
questions-no-complaint = No complaint chosen yet. Until then the rules of all complaints stay possible.

## Advice
result-label = Reasons and next steps
result-not-yet = First the danger screen
result-not-yet-note = While it is open, PädLotse names no place. Whoever needs an answer at once gets the cautious one.
result-nobody = No hospital in the network can do everything
result-then-to = then on to: { $place }
result-adviser = Teleconsult: { $place }
result-escort = escort
result-way = about { $kilometres } km, { $minutes } min
result-clinic = Planned: { $title }, { $place }
by-arrangement = by arrangement
result-further = up to { $minutes } min further than { $place }
call = Call { $place } now
call-no-number = Number not entered yet; your site does that on the network card.
call-any-time = Call the centre at any time, also if the child stays.
gap-no-needs = No finding asks for anything that could be missing here.
gap-nothing = { $here } has what the child needs according to these findings.
gap-missing = Missing now in { $here }: { $missing }.
gap-still-missing = Also missing in { $place }: { $missing }.
gap-nobody = No hospital within reach has: { $missing }.
gap-coordination = Ask: { $whom }
gap-passed-over = { $place } would do, but takes no patients now.
gap-second = Second choice: { $place }, { $way }.
gap-also = Also possible: { $place }, { $way }.
gap-further = { $minutes } min further
gap-way-unknown = route not on the card
gap-lacks = { $place } will not do; missing there: { $missing }.
gap-assumed = Assumed, not yet confirmed by the site: { $capabilities }
needs-child = The child needs
needs-now = { $place }, now
have-yes = there
have-no = missing
have-assumed = there (assumed)
have-advice = by telephone
why-title = What decided
why-tap = tap to change
why-cautious = Cautious answer: what is not assessed counts as the worst it could be.
why-nothing = No finding raises the urgency. These groups were denied:
why-mark = suffices
why-enough = The findings marked “suffices” carry this advice alone.
why-enough-with = The findings marked “suffices” carry this advice alone, together with: { $facts }.
why-enough-alone = This advice follows from this alone: { $facts }.
change-title = What would change this?
change-note = each time the nearest value
change-milder = Milder: { $advice }
change-stronger = Stricter: { $advice }
change-to = { $change } (now: { $now })
change-open = { $change } (open)
change-stays = Stays in { $here } if it had tonight: { $capabilities }.
open-title = Still open
open-settled = These questions can no longer change course or urgency.
open-unobtainable = Cannot be obtained here, stays open: { $findings }
open-decides = Would decide: { $findings }. Missing here now for it: { $capability } → { $place }
open-decides-nobody = Would decide: { $findings }. Missing here now for it: { $capability }. No hospital within reach has it.
rules-title = Rules and guidelines
rules-note = with edition and checking status
rules-presumed = until excluded
rules-needs = Needs: { $needs }
rules-consider = Consider: { $needs }
steps-title = Until then
otherwise-title = No rule applies
steps-no-drugs = without doses
step-when = if: { $condition }

## Deciding otherwise
consult-title = Teleconsult
consult-beside = runs beside the treatment
consult-question = Question for { $place }: { $needs }.
consult-question-about = Question for { $place }: { $needs }. Reason: { $why }.
consult-question-take = Question for { $place }: taking over, and what to do until then. Reason: { $why }.
consult-question-any = Question for { $place }: what should we do here?
consult-ready = Have ready
consult-ready-child = age, weight, known illness
consult-ready-signs = vital signs with their time, findings, what was denied
consult-ready-done = what was done and how it worked
consult-ready-seen = images, ECG, laboratory; camera at the child, telephone in reserve
consult-open = Record the answer
consult-open-note = with whom, what was agreed
consult-with = Asked
consult-plan = Agreed
consult-words = Words, optional, no names
consult-role = Who answered
consult-milder = Milder than an immediate rule: that is not an agreement but your own decision, with a reason.
consult-agreed = Agreed: { $plan } · { $place }, { $role }, { $when }
consult-advised = Computed advice now: { $disposition }, { $urgency }.
consult-earlier = Agreed under earlier advice. The advice has changed; please ask again.
overrule-title = Decide otherwise
overrule-kept = kept in the course of the case
overrule-open = Decide otherwise
overrule-open-note = with a reason, does not change the assessment
overrule-chosen = Instead
overrule-as-advised = { $disposition } (as advised)
overrule-reason = Reason
overrule-words = Words, optional, no names
overrule-words-needed = Which reason? No names
overrule-role = Who decides
overrule-sure = Milder than advised, although it is a matter of minutes. Please confirm once more.
overrule-cancel = Cancel
overrule-send = Record
overrule-send-again = Record all the same
overrule-made = { $chosen } – { $reason } · { $role }, { $when }
overrule-advised = The advice was: { $disposition }, { $urgency }.
overrule-earlier = Decided under earlier advice. The advice has changed; please decide again.
reason-judgement = clinical judgement
reason-centre = the centre’s advice
reason-capability = availability differs
reason-transport = no transport possible
reason-family = the family’s decision
reason-other = another reason
role-physician = Doctor
role-nurse = Nurse
role-paramedic = Paramedic

## Sources
sources-title = Sources and status
sources-tile = guidelines, open questions, version
sources-draft = No site has released this content. Until a responsible doctor does, it is not for use on a child.
sources-released = Released on { $date } by { $name }, for this card and these rules.
sources-what = What PädLotse is, and what not
sources-purpose = A decision aid for professionals: treat here, teleconsult or transfer, how fast and why. It names no doses and does not replace clinical judgement.
sources-covers = Built so far: the danger screen, the vital signs and: { $complaints }.
sources-not-built = Not built yet: reassessment, editing network cards on screen.
sources-memory = Cases stay on this device: depending on the place, in memory only or encrypted until the expiry shown. Nothing is sent.
sources-portal = Cases stay in memory only in this portal. PädLotse sends nothing over the network. The portal { $origin } gets the answers of the case.
sources-keys = Keyboard: Tab from question to question, arrows inside a row, Space chooses; Y, N and – answer (can be switched off); Ctrl+Z undoes.
sources-status = Status of the thresholds
sources-status-note = number of rules; what they need is always a proposal
sources-decisions = Open medical decisions
sources-decisions-note = until then the stricter reading holds
sources-scores = Scores and their limits
sources-card = Network card { $network }
sources-card-basis = { $public } statements published, { $assumed } assumed, { $confirmed } confirmed by the site.
source-own = Common practice or our own proposal; no source was read for it
source-own-id = practice
sources-list = Sources
sources-version = Version
sources-app = Version { $version }, checksum of the rules:
sources-parts = What the app is made of, and under which licences: the files licences.txt and sbom.json beside the app.

# The certificate: what was shown for the running rule set
shown-title = Checked
shown-first = The rules were checked against themselves and their examples; a doctor has to judge whether they are right.
shown-nothing = There is no certificate for this rule set and these network cards.
shown-dead = Every rule can apply to some child ({ $count } regions).
shown-worse = A worse finding is never answered more mildly ({ $count } regions).
shown-due = A worse finding never ends that another one is asked for ({ $count } conditions).
shown-superfluous = Every rule says something for some child that no other says, or names those it repeats ({ $count } regions).
shown-age = No age is forgotten between two age limits ({ $count } age ranges).
shown-houses = Every need has a hospital in every network, at every age at which it can arise ({ $count } checked).
shown-bounds = The bounds hold the truth between them and only narrow with every answer ({ $count } answers).
shown-reasons = The reasons that are given suffice for the advice, and none is superfluous ({ $count } reasons).
shown-losses = When something fails, or a child needs more, the advice never gets milder ({ $count } recommendations).

## Find and look up
find-label = Find a complaint or symptom
find-example = e.g. tummy ache, febrile seizure, croup
find-nothing = Nothing found. “Other complaint” looks for red flags and leads to danger, vital signs and concern.
find-always = For every child
red-flags-short = red flags only
red-flags-note = This protocol has no criteria of its own. It only looks for red flags; otherwise the advice is: ask a paediatrician.
complaints-unchoose = Deselect { $title }
library-title = Look up
library-tile = Read every protocol without a case
library-note = What is asked, scores, rules in words, sources. No case, nothing to enter.
library-back = All protocols
library-also = Also: { $words }
library-version = Version { $version } · { $state }
library-questions = What is asked
library-scores = Scores and limits
library-rules = Rules
library-otherwise = When no rule applies: { $words }
library-no-rules = No rules of its own
library-terms = Terms in the rules
library-only = Only: { $condition }
library-if = If: { $condition }
library-unless = Unless: { $condition }
library-needs = Needs: { $needs }
library-consider = Consider: { $needs }
parents-title = What the parents should know
parents-note = When to come back
parents-print = Print for the parents

## Without a network, newer versions, this device
offline-title = Without a network
offline-begins = Being checked
offline-preparing = Being prepared: { $done } of { $total } files
offline-ready-portal = Ready offline in this portal ✓ Version { $version }, checked { $time }
offline-ready = Ready offline ✓ Version { $version }, checked { $time }
offline-off = Not ready offline – { $reason }
offline-sandbox = The portal locks the page in. Open PädLotse in a window of its own.
offline-insecure = The address does not begin with https.
offline-unsupported = This browser cannot do it, or not in a private window.
offline-blocked = A policy of the server or the portal forbids it.
offline-network = Not all files arrived unaltered. The next start with a network tries again.
offline-quota = The storage of this device is full.
offline-holes = Files are missing on this device. The next start with a network adds them.
offline-silent = The offline worker does not answer. Reload.
offline-switched-off = The operator has switched it off.
offline-other-release = Another version is on this device. Reload.
offline-fault = An error occurred in the offline part. Reload.
update-ready = New version ready
update-after-case = New version ready – after this case
update-now = New version ready: update now
update-refused = The new version waits: a case is still open, here or in another window. End it, then reload.
update-back = The new version failed to start twice. You are working with the one before.
update-back-short = Previous version: the new one did not start
update-again = Try the new version again
review-due = Content due for review since { $date }
hint-home = For use without a network: tap “Share”, then “Add to Home Screen”. The first start from the new icon needs a network.
hint-home-gone = Do not show again
device-title = This device
device-version = PädLotse { $version }, identifier of the version:
device-built = Program date: { $moment }
device-built-unknown = Program date: unknown
device-review = Content to be reviewed by: { $date }
device-loaded = Since it was opened this page loaded { $own } files, all from { $origin }.
device-loaded-other = Since it was opened this page loaded { $own } files from { $origin } and asked elsewhere { $other } times.
device-sent-portal = Sent over the network by PädLotse: 0 bytes. The portal { $origin } gets the answers of the case. PädLotse asks for its own files only, and the browser allows no other address. The count is what the browser records for this page; the offline worker fetches the same files once more.
device-sent = Sent about a case: 0 bytes. PädLotse asks for its own files only, and the browser allows no other address. The count is what the browser records for this page; the offline worker fetches the same files once more.
device-reset = Load the app’s files again, or delete all case data
keep-ask = Keep the files on this device for good
keep-asked = The browser is asking. Allow it there.
keep-yes = The browser keeps the files on this device.
keep-no = The browser does not promise to keep the files. It may delete them when storage is full.
keep-unknown = Whether the browser keeps the files cannot be asked here.
install-app = Install as an app

# The single file
single-title = Single-file version, as of { $day }
single-title-undated = Single-file version, date unknown
single-runs = This file runs without a network.
single-cannot = What it cannot do:
single-keeps-nothing = This file keeps nothing: closing or reloading loses the case, and what was reported about tonight, and network cards that were loaded.
single-no-update = It does not update itself: a newer version is a new file. Ask where you got this one.
single-no-copy = It puts no copy on this device: when its folder cannot be reached, it does not start.
single-no-camera = This file reads no codes, neither by camera nor from pictures: paste the text of the handover, or open the file that the sender saved.
single-version = PädLotse { $version }, identifier { $id }. Content to be reviewed by: { $review }
single-asked = Since it was opened this file asked for something else { $asked } times. Sent about a case: 0 bytes; the browser allows it no address.

## Handover: identification, situation, background, assessment, recommendation
step-handover = Handover
handover-title = Handover
handover-note = Without names. What is open is said. Empty lines are for the pen.
handover-i = Identification
handover-s = Situation
handover-b = Background
handover-a = Assessment
handover-r = Recommendation
handover-child = Child
handover-age-open = age not given
handover-weight-open = weight not given
handover-mark = Case mark
handover-mark-said = { $mark }, case since { $since }
handover-house = Hospital
handover-from-ambulance = in the ambulance, nearest hospital: { $house }
handover-caller = Handed over by (name, role, telephone)
handover-called = Taken over by (name, role, telephone)
handover-complaint = Complaint
handover-urgency = Urgency
handover-settled = { $said }, settled
handover-cautious = { $said }, cautious answer
handover-so-far = { $said } so far, at most { $most }
handover-wish = Request
handover-wish-transfer = transfer to { $place }
handover-wish-nobody = transfer; no hospital in the network can do everything
handover-wish-consult = teleconsult with { $place }
handover-wish-advice = advice
handover-wish-none = for information; the child stays here
handover-why = Reason
handover-history = History
handover-course = Onset, course, treatment before arrival
handover-medication = Allergies, medication, immunisations, last meal
handover-vitals = Vital signs
handover-earlier = { $now }, before { $earlier }
handover-found = Findings
handover-tests = Laboratory and tests
handover-scores = Scores
handover-denied = Denied as a group
handover-denied-singly = Denied singly or unremarkable
handover-not-here = Not possible here
handover-open = Not assessed
handover-bound = Status
handover-advice = Recommendation
handover-destination = Destination
handover-missing = Missing here
handover-still-missing = Missing there as well
handover-ask = To be asked
handover-overrule = Decided otherwise
handover-agreed = Teleconsult
handover-times = Times
handover-steps = Until then
handover-done = Done, with time and effect
handover-responsible = Responsible until arrival
handover-read-back = Read back and accepted at
handover-composed = Compiled { $date }, { $time }
handover-origin = Network card { $card } { $version } · rules { $digest } · PädLotse { $release }
handover-aid = PädLotse supports clinical judgement and does not replace it.
handover-spoken = On the telephone in 20 seconds
handover-repeat = Have them read back
spoken-opening = { $place }: { $urgency }.
spoken-open = { $place }: child in the danger screen, no assessment yet.
spoken-child = { $child }.
spoken-wish = Request: { $wish }.
handover-code = Code for the camera
handover-code-link = Opens PädLotse in the other hospital with this case. No server sees it.
handover-code-plain = There, choose “Receive a case” in PädLotse and point the camera here. No network, no server.
handover-code-words = Words for any telephone: camera app, without PädLotse
handover-code-too-large = This case is too large for a code. Please hand it over as a file or as text.
handover-code-label = Code with the case { $mark }
handover-code-large = Show large
handover-code-small = Close
handover-code-bright = Turn the screen up to full brightness and hold still.
handover-show-record = Code for PädLotse
handover-show-words = Code with words
handover-ways = Other ways
handover-copy = Copy text
handover-share = Share
handover-file = Save as a file
handover-file-note = to be opened in PädLotse
handover-bundle = Save FHIR bundle
handover-bundle-note = R4, for other systems
handover-print = Print handover sheet
handover-print-note = one page A4
handover-print-family = Print the page for the parents
handover-copied = Copied.
handover-not-copied = Copying did not work. Please select the text in the sheet, or save the file.
handover-shared = Passed to the device.
handover-not-shared = This device cannot share. Please copy the text or save the file.
handover-tile = Telephone, code, paper
family-title = For the parents
family-now = What happens now
family-transfer = Your child is going to the hospital in { $place }, which has what your child needs now.
family-transfer-nobody = Your child needs another hospital. We are finding out which one can take your child.
family-consult = We are talking to the children’s doctors in { $place }. Your child stays with us.
family-consult-any = We are asking a children’s hospital for advice. Your child stays with us.
family-stay = Your child will be treated here.
family-immediate = We are treating your child at once and telephoning at the same time.
family-escort = Somebody will be with your child on the way. Ask us whether you can travel with your child.
family-tell = Tell us at once if anything changes or if you are worried.
family-own = General advice from us, not based on a guideline.
family-back = When to come back, or to call 112

## Receiving
arrival-title = Received case
arrival-from = From { $place }, sent { $time }, { $ago } min ago. Read only until you take it over.
arrival-old = Sent more than 24 hours ago: read only. Please assess the child again.
arrival-same = Computed the same here: the same recommendation, the same reasons.
arrival-same-urgency = Computed the same here: the same urgency. This device cannot compute the place, the network card is missing.
arrival-differs = Computed differently here than by the sender
arrival-so-far = So far
arrival-at-most = At most
arrival-there-here = there { $there } · here { $here }
arrival-unreadable = This device does not understand { $count } entries. They count as not assessed.
arrival-other-rules = The sender works with other rules.
arrival-other-card = The sender works with another version of the network card.
arrival-no-card = The sender’s network card is not loaded here ({ $network }).
arrival-take = Take over as a case
arrival-take-note = then with the network card of this hospital
arrival-take-aside = the open case is put aside
arrival-discard = Discard
arrival-not-a-record = This is not a PädLotse case.
arrival-damaged = The case did not arrive completely. Please send it again.
arrival-newer = The case comes from a newer version (format { $form }). Please update this device, or have it read out.
arrival-nothing-changed = Nothing was changed here.
arrival-file = Open a file
arrival-file-note = that the sender has saved

# Receive a case: the scanner and the text field
receive-title = Receive a case
receive-tile = Handover from another hospital
receive-note = Hold this device in front of the handover code on the other screen. No network is needed.
receive-why = The camera app of an iPad opens Safari. Safari’s storage is not that of the installed app: the case would end up there. This scanner always brings it into this app.
receive-paste = Paste the text of the handover
receive-paste-label = Text or link of the handover
receive-open = Open
scan-title = Scan a code
scan-start = Start the camera
scan-stop = Close the camera
scan-pick = Choose a picture
scan-photo = Take a photo
scan-view = Camera picture
scan-closed = The camera is off. It starts only when you tap.
scan-starting = The camera is starting. Allow it when the browser asks.
scan-running = The camera looks for the code. It should fill the picture well and be in focus.
scan-reading = The picture is being read.
scan-nothing = No code was found in the picture. Take it closer, straighter and in focus.
scan-insecure = Without https the browser gives no access to the camera. Choose a picture or paste the text.
scan-unsupported = This browser gives web pages no access to the camera. Choose a picture or paste the text.
scan-denied = The camera is not allowed for this page. Allow it in the settings of the browser, or choose a picture.
scan-policy = The camera is blocked here: by the page in which PädLotse is embedded, or by the server. Open PädLotse in a window of its own, or choose a picture.
scan-none = The browser finds no camera on this device. Choose a picture or paste the text.
scan-busy = The camera gives no picture. Another app may be using it: close that and start again.
scan-hidden = The camera was switched off because the page was hidden.
scan-no-picture = This file is not a picture the browser can read.
scan-reader = The code reader could not be loaded or run. Connect to a network and try again, or paste the text.
scan-fault = An error occurred while scanning. Choose a picture or paste the text.

# The page around PädLotse, and what a hospital's system tells about the child
frame-asked = Checking which page shows PädLotse here …
frame-foreign-title = No case is opened here
frame-foreign = The page { $origin } shows PädLotse in a frame and is not on your hospital’s list.
frame-foreign-unknown = Another page shows PädLotse in a frame, and there is no telling which.
frame-foreign-why = A third-party page could cover or change what you see. Open PädLotse by itself.
frame-foreign-list = For IT: the list is in the file embed.json next to index.html.
frame-look = View only, anyway
frame-new-tab = Open in a new tab
frame-in-portal = In the portal { $origin }
number-told = From the hospital system – please check. Until then the value counts as open.
number-told-rounded = From the hospital system, rounded – please check. Until then the value counts as open.
told-title = From the hospital system – please check and tap
told-nothing = Nothing from the hospital system could be taken over
told-all = All { $count } checked: take over
told-away = Discard
told-about = about { $value }
told-no-time = no time given
told-next-case = Values from the hospital system are ready. They will be offered in the next case.
told-other-child = Values from the hospital system do not fit the child of this case. They wait for a new case.
told-left-out = Not offered: { $list }
why-code = not known here
why-method = depends on how it was measured
why-no-unit = no unit
why-unit = unit not known
why-not-a-number = not a number
why-implausible = impossible value
why-old = too old
why-moment = unusable time
why-status = withdrawn or unclear
why-other-child = from another child
why-contradiction = contradictory
why-vague = date of birth too vague
why-not-a-child = 18 years or older
why-more = and more
