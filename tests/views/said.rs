//! What the app says of itself is true: released or a draft, who gets the answers, how long a card stays.

use super::*;

/// The screens that say of themselves whether anybody has released what they show.
fn of_release(language: Language, messages: &[Msg]) -> [String; 2] {
    let fever = model(language, &[]).content.set.protocol_named("fever").unwrap();
    [Msg::Go(Screen::Sources), Msg::Read(fever)].map(|to| draw(model(language, &[messages, &[to]].concat())))
}

#[test]
fn what_is_released_is_called_so_and_never_a_draft() {
    let release = [
        Msg::ReleaseForm(true),
        Msg::ReleaseName("Dr. Muster".to_owned()),
        Msg::ReleaseRole("Chefärztin".to_owned()),
        Msg::ReleaseSend,
    ];
    let said = [
        (
            Language::De,
            "Entwurf",
            "Kein Standort hat diesen Inhalt",
            "Freigegeben am 2026-11-22 von Dr. Muster",
            "Fassung 2026-11 · ",
        ),
        (
            Language::En,
            "Draft",
            "No site has released this",
            "Released on 2026-11-22 by Dr. Muster",
            "Version 2026-11 · ",
        ),
    ];
    for (language, draft, nobody, released, version) in said {
        let [sources, protocol] = of_release(language, &[]);
        assert!(sources.contains(nobody) && protocol.matches(draft).count() == 2 && !protocol.contains(released));
        assert!(protocol.contains(&format!("{version}{draft}")), "{language:?}");
        let [sources, protocol] = of_release(language, &release);
        assert!(!sources.contains(nobody), "{language:?}");
        assert!(protocol.contains(&format!("{version}{released}")), "{language:?}");
        for html in [sources, protocol] {
            assert!(!html.contains(draft), "{language:?}");
            assert_eq!(html.matches(released).count(), 2, "in the strip and on the page, {language:?}");
        }
        let another = of_release(language, &[&release[..], &[Msg::Network(1)]].concat());
        assert!(another.iter().all(|html| html.contains(draft) && !html.contains(released)), "another card");
    }
}

/// In a portal that the operator has listed, with the kinds that it may hear.
fn in_portal(allow: &[&str]) -> Msg {
    const PORTAL: &str = "https://portal.example.org";
    let list = |words: &[&str]| Value::List(words.iter().copied().map(Value::said).collect());
    let file = Value::map([
        ("paedlotse", Value::said("embed")),
        ("version", Value::Number(1)),
        ("origins", list(&[PORTAL])),
        ("allow", list(allow)),
    ]);
    Msg::Frame(FrameMsg::Around(Surroundings {
        file: Some(file),
        around: vec![PORTAL.to_owned()],
        own: "https://paedlotse.example.org".to_owned(),
        wanted: PORTAL.to_owned(),
        handle: "h1".to_owned(),
    }))
}

#[test]
fn who_gets_the_answers_is_said() {
    let said = [
        (
            Language::De,
            "Nichts wird gesendet",
            "Über einen Fall gesendet: 0 Byte",
            "Das Portal https://portal.example.org bekommt die Antworten des Falls",
        ),
        (
            Language::En,
            "Nothing is sent",
            "Sent about a case: 0 bytes",
            "The portal https://portal.example.org gets the answers of the case",
        ),
    ];
    for (language, nothing, bytes, told) in said {
        let sources = |around: &[Msg]| draw(model(language, &[around, &[Msg::Go(Screen::Sources)]].concat()));
        let alone = sources(&[]);
        assert!(alone.contains(nothing) && alone.contains(bytes) && !alone.contains(told), "{language:?}");
        for kind in
            ["sdc.ui.changedQuestionnaireResponse", "sdc.requestCurrentQuestionnaireResponse", "sdc.requestExtract"]
        {
            let heard = sources(&[in_portal(&[kind])]);
            assert_eq!(heard.matches(told).count(), 2, "{kind}, {language:?}");
            assert!(!heard.contains(nothing) && !heard.contains(bytes), "{kind}, {language:?}");
        }
        // A portal that may set colours and nothing else gets nothing.
        let deaf = sources(&[in_portal(&["sdc.configure", "ui.done"])]);
        assert!(deaf.contains(nothing) && deaf.contains(bytes) && !deaf.contains(told), "{language:?}");
    }
}

#[test]
fn a_card_from_a_file_says_how_long_it_stays() {
    let said = [
        (Language::De, "Sie gilt, bis die Seite geschlossen wird.", "bis sie entfernt oder ersetzt wird."),
        (Language::En, "It counts until the page is closed.", "until it is removed or replaced."),
    ];
    for (language, page, device) in said {
        let tonight = |held| {
            let set = model(language, &[]).content.set;
            let store = Msg::Store(News::Ready { standalone: false, held, here: None, house: None });
            let came = Msg::CardCame(Ok(write(&set, &set.networks[0])));
            draw(model(language, &[store, came, Msg::Go(Screen::Tonight)]))
        };
        let kept = tonight(Ok(Vec::new()));
        assert!(kept.contains(device) && !kept.contains(page), "{language:?}");
        let lost = tonight(Err(Refusal::Browser));
        assert!(lost.contains(page) && !lost.contains(device), "{language:?}");
    }
}

#[test]
fn a_refused_update_names_this_window_too() {
    let refused = Msg::Offline(Offline { update: Update::Refused, ..Offline::default() });
    for (language, said) in [
        (Language::De, "Ein Fall ist noch offen, hier oder in einem anderen Fenster."),
        (Language::En, "a case is still open, here or in another window."),
    ] {
        // The case of this window is empty: nothing else on the screen tells that it is open.
        for before in [vec![], vec![Msg::NewCase(Screen::Danger)]] {
            let html = draw(model(language, &[&before[..], &[refused.clone(), Msg::Go(Screen::Start)]].concat()));
            assert!(html.contains(said), "{language:?}");
        }
    }
}

#[test]
fn the_app_is_not_installed_during_a_case() {
    let offered = Msg::Offline(Offline { install: Install::Offered, ..Offline::default() });
    let sources =
        |before: &[Msg]| draw(model(Language::De, &[before, &[offered.clone(), Msg::Go(Screen::Sources)]].concat()));
    let button = "data-act=\"install\"";
    assert!(sources(&[]).contains(button));
    assert!(!sources(&[Msg::NewCase(Screen::Danger)]).contains(button));
}

#[test]
fn what_only_looks_for_red_flags_says_so() {
    for (language, tile, page) in [
        (Language::De, "nur Warnzeichen", "Dieses Protokoll hat keine eigenen Kriterien."),
        (Language::En, "red flags only", "This protocol has no criteria of its own."),
    ] {
        let set = model(language, &[]).content.set;
        let only: Vec<bool> = set.protocols.iter().map(|protocol| protocol.red_flags_only).collect();
        let count = only.iter().filter(|only| **only).count();
        assert!(count > 0);
        for screen in [Screen::Library, Screen::Complaints] {
            let html = draw(model(language, &[Msg::NewCase(Screen::Danger), Msg::Go(screen)]));
            assert_eq!(html.matches(tile).count(), count, "{screen:?}");
        }
        for (ix, only) in (0..).map(ProtocolIx).zip(only) {
            assert_eq!(draw(model(language, &[Msg::Read(ix)])).contains(page), only, "{ix:?}");
        }
    }
}
