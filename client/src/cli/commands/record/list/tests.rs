use althing_client::records::{
    parties::OwnersView,
    view::{
        CautionView, ContentView, CorrectionView, DeadlineView, EncumbranceView, FactView,
        FreezeView, ObjectionView, RedactionView, WaitView,
    },
};

use super::*;

fn content() -> ContentView {
    ContentView { commitment: "0xab".into(), measure: 60, service: Some("0xcd".into()) }
}

fn owners() -> OwnersView {
    OwnersView::Shared(vec![("5Ada".into(), "1/3".into()), ("5Bea".into(), "2/3".into())])
}

fn burdens() -> BurdensView {
    let encumbrance = EncumbranceView {
        number: 0,
        rank: 1,
        kind: "charge",
        beneficiary: "5Bank".into(),
        terms: "0x11".into(),
        since: 2,
        replaces: None,
    };
    let caution = CautionView {
        number: 1,
        by: "5Dave".into(),
        interest: "0x22".into(),
        deposit: "5".into(),
        since: 3,
    };
    let freeze =
        FreezeView { number: 2, by: "5Court".into(), order: "0x33".into(), until: None, since: 4 };
    BurdensView { encumbrances: vec![encumbrance], cautions: vec![caution], freezes: vec![freeze] }
}

fn record() -> RecordView {
    RecordView {
        register: 0,
        id: 7,
        name: "0xef".into(),
        status: "in-force",
        class: "absolute",
        owners: owners(),
        content: content(),
        version: 4,
        parent: Some(2),
        burdens: burdens(),
        pending: vec![12, 15],
    }
}

fn dealing() -> DealingView {
    DealingView {
        id: 12,
        kind: "transfer",
        wants: "transfer record 7 to 5Bea".into(),
        record: Some(7),
        state: "lodged",
        state_words: "lodged; waits for approval".into(),
        lodger: "5Ada".into(),
        lodged: 100,
        day: "2026-11-20".into(),
        effective: "2026-11-20".into(),
        priority: 9,
        instrument: "0x44".into(),
        notice: Some(DeadlineView { day: "2026-12-11".into(), block: 2_000 }),
        expires: DeadlineView { day: "2027-02-12".into(), block: 9_000 },
        deposit: "1".into(),
        consents: Vec::new(),
        missing: vec!["5Bank".into()],
        objections: vec![ObjectionView {
            by: "5Dave".into(),
            grounds: "0x55".into(),
            deposit: "1".into(),
        }],
        waits_for: Some(WaitView {
            name: "Records::Disputed".into(),
            words: "an objection, to be withdrawn or decided".into(),
        }),
    }
}

fn version() -> VersionView {
    VersionView {
        version: 1,
        kind: "register",
        dealing: 3,
        day: "2026-11-20".into(),
        recorded: 90,
        from: "2026-11-20".into(),
        until: None,
        status: "in-force",
        class: "absolute",
        content: Some(content()),
        owners: Some(owners()),
        instrument: "0x66".into(),
        approver: Some("5Charlie".into()),
        cites: None,
        corrects: None,
        redacted: None,
    }
}

#[test]
fn a_record_says_whose_it_is_and_what_weighs_on_it() {
    insta::assert_snapshot!(record_text(&record()));
    insta::assert_snapshot!(records_text(&[record()]));
    insta::assert_snapshot!(serde_json::to_string_pretty(&record()).unwrap());
    assert_eq!(records_text(&[]), "There are no records.");
    let free = RecordView { burdens: BurdensView::default(), ..record() };
    assert!(record_text(&free).ends_with("Nothing weighs on it."));
}

#[test]
fn a_dealing_says_what_it_wants_and_what_it_waits_for() {
    insta::assert_snapshot!(dealing_text(&dealing()));
    insta::assert_snapshot!(dealings_text(&[dealing()]));
    assert_eq!(dealings_text(&[]), "No dealing is open.");
}

#[test]
fn a_history_says_what_each_version_entered_and_what_it_corrects() {
    let corrected = VersionView {
        version: 2,
        kind: "correct",
        until: Some("2026-11-25".into()),
        owners: None,
        corrects: Some(CorrectionView { reason: "clerical", asked_by: "5Ada".into() }),
        ..version()
    };
    let redacted = VersionView {
        version: 3,
        redacted: Some(RedactionView {
            reason: "personal-data",
            order: "0x77".into(),
            by: None,
            at: 120,
        }),
        ..version()
    };
    insta::assert_snapshot!(history_text(&[version(), corrected, redacted]));
}

#[test]
fn a_day_is_answered_with_the_versions_that_say_so() {
    let fact = |value| FactView {
        value,
        version: 2,
        from: "2026-11-20".to_string(),
        until: None,
        redacted: false,
    };
    let said = StatementView {
        register: 0,
        record: 7,
        day: "2026-11-22".into(),
        by: "said",
        name: "0xef".into(),
        version: 3,
        status: Some(fact("in-force")),
        class: Some(fact("absolute")),
        owners: Some(FactView {
            value: owners(),
            version: 1,
            from: "2026-11-20".into(),
            until: None,
            redacted: true,
        }),
        content: Some(FactView {
            value: content(),
            version: 1,
            from: "2026-11-20".into(),
            until: None,
            redacted: false,
        }),
        burdens: Some(BurdensView::default()),
    };
    insta::assert_snapshot!(statement_text(&said));
    insta::assert_snapshot!(serde_json::to_string_pretty(&said).unwrap());
    let known = StatementView { by: "known", burdens: None, ..said };
    assert!(statement_text(&known).starts_with("What is known now of record 7 on 2026-11-22"));
}
