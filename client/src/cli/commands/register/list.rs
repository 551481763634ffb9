//! Registers, as they are shown.

use althing_client::{
    registers::{
        charter::{CalendarFile, RulesFile},
        view::{RegisterLine, RegisterView},
    },
    Result,
};

use crate::cli::{context::Context, output};

pub async fn list(context: &Context) -> Result<()> {
    let at = context.chain().await?.head().await?;
    let all = RegisterLine::all(&at).await?;
    context.print(&all, || lines(&all));
    Ok(())
}

pub async fn show(context: &Context, id: u32) -> Result<()> {
    let at = context.chain().await?.head().await?;
    let view = RegisterView::of(&at, id).await?;
    context.print(&view, || text(&view));
    Ok(())
}

fn lines(all: &[RegisterLine]) -> String {
    if all.is_empty() {
        return "There are no registers.".into();
    }
    let heads = ["id", "name", "keeps", "track", "status", "records", "dealings"];
    let mut rows = vec![heads.map(String::from).to_vec()];
    rows.extend(all.iter().map(|register| {
        vec![
            register.id.to_string(),
            register.name.clone(),
            register.kind.to_string(),
            register.track.to_string(),
            register.status.to_string(),
            register.records.to_string(),
            register.dealings.to_string(),
        ]
    }));
    output::table(&rows)
}

fn text(view: &RegisterView) -> String {
    let line = &view.line;
    let mut rows = vec![
        ("register", format!("{}: {}", line.id, line.name)),
        ("keeps", line.kind.to_string()),
        ("contents", line.access.to_string()),
        ("status", line.status.to_string()),
        ("track", line.track.to_string()),
        ("authority", line.authority.clone()),
        ("so far", format!("{} records, {} dealings", line.records, line.dealings)),
        ("today", view.today.clone()),
        ("calendar", calendar(&view.calendar)),
    ];
    if line.keeps_decisions {
        rows.push(("decisions", "what proposals carry out is recorded here".into()));
    }
    let mut text = output::facts(&rows);
    text.push_str(&format!("\nRules (revision {})\n{}", view.revision, rules(&view.rules)));
    text.push_str("\nFields\n");
    let fields: Vec<_> =
        view.fields.iter().map(|field| vec![field.kind.into(), field.name_hash.clone()]).collect();
    text.push_str(&output::table(&fields));
    text
}

/// A calendar in words.
pub fn calendar(calendar: &CalendarFile) -> String {
    let rest = match calendar.rest_days.is_empty() {
        true => "business every day of the week".to_string(),
        false => format!("no business on {}", calendar.rest_days.join(", ")),
    };
    let holidays = calendar.holidays.len();
    format!("{rest}, nor on {holidays} holidays; {} minutes ahead of UTC", calendar.offset)
}

fn rules(rules: &RulesFile) -> String {
    let business_days = |days: u16| match days {
        0 => "none".to_string(),
        1 => "1 business day".to_string(),
        _ => format!("{days} business days"),
    };
    let (periods, charges) = (&rules.periods, &rules.charges);
    let sealing = match rules.reveal {
        0 => "never".to_string(),
        blocks => format!("to be revealed within {blocks} blocks"),
    };
    let mut third_parties = rules.third_parties.join(", ");
    if third_parties.is_empty() {
        third_parties = "where the law of all registers asks them".into();
    }
    let identity = match &rules.identity {
        Some(policy) => format!("by policy {policy}"),
        None => "by account".into(),
    };
    output::facts(&[
        ("a second person approves", rules.four_eyes.clone()),
        ("people are told apart", identity),
        ("holders lodge themselves", rules.lodging.clone()),
        ("several approved at once", rules.batches.clone()),
        ("sealed dealings", sealing),
        ("holders of rights consent", third_parties),
        ("notice", business_days(periods.notice)),
        ("waiting after an alert", business_days(periods.waiting)),
        ("answer to a question", business_days(periods.requisition)),
        ("protection of a search", business_days(periods.search)),
        ("a dealing lapses after", business_days(periods.longest)),
        ("fee", format!("{} THG", charges.fee)),
        ("deposit", format!("{} THG", charges.deposit)),
        ("deposit of a caution", format!("{} THG", charges.caution)),
        ("deposit of an objection", format!("{} THG", charges.objection)),
        ("open dealings", format!("{} an account", rules.open_dealings)),
    ])
}

#[cfg(test)]
mod tests {
    use althing_client::registers::{charter::CharterFile, view::FieldView};

    use super::*;

    fn line() -> RegisterLine {
        RegisterLine {
            id: 0,
            name: "Land of our valley".into(),
            kind: "land",
            access: "public",
            track: 6,
            authority: "5Eve".into(),
            status: "active",
            records: 12,
            dealings: 40,
            keeps_decisions: false,
        }
    }

    #[test]
    fn a_register_says_what_it_keeps_and_by_which_rules() {
        let file = CharterFile::example();
        let view = RegisterView {
            line: line(),
            today: "2026-11-20".into(),
            fields: vec![FieldView { name_hash: "0xab".into(), kind: "text" }],
            revision: 1,
            rules: file.rules,
            calendar: file.calendar,
        };
        insta::assert_snapshot!(text(&view));
        insta::assert_snapshot!(lines(&[line()]));
        insta::assert_snapshot!(serde_json::to_string_pretty(&view).unwrap());
        assert_eq!(lines(&[]), "There are no registers.");
    }
}
