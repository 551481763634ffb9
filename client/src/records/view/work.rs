//! What is to be done in a register: what waits for whom, and until when.

use serde::Serialize;

use super::DealingView;
use crate::{
    connection::{height, At},
    errors::Result,
    records::{
        read,
        types::{Act, Capacity, Dealing, Party, Representative, State},
        DealingId, RecordId,
    },
    registers::{
        self,
        days::{self, Day},
        types::Deadline,
        RegisterId,
    },
};

/// What is to be done about a dealing.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// It is to be revealed.
    Reveal,
    /// A question is to be answered.
    Answer,
    /// Somebody is to consent.
    Consent,
    /// An objection is to be decided.
    Decide,
    /// It is to be approved or rejected.
    Approve,
    /// It is to be completed.
    Complete,
    /// It is to be ended: its time is up.
    Lapse,
    /// The search is to be used.
    Use,
    /// Nothing: it waits for time, for others, or for a court.
    Wait,
}

impl Task {
    /// In one word, as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reveal => "reveal",
            Self::Answer => "answer",
            Self::Consent => "consent",
            Self::Decide => "decide",
            Self::Approve => "approve",
            Self::Complete => "complete",
            Self::Lapse => "lapse",
            Self::Use => "use",
            Self::Wait => "wait",
        }
    }
}

/// Something that is to be done.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct WorkItem {
    /// The dealing.
    pub dealing: DealingId,
    /// Of which kind it is.
    pub kind: &'static str,
    /// The record.
    pub record: Option<RecordId>,
    /// What it wants, in words.
    pub wants: String,
    /// What is to be done.
    pub task: Task,
    /// By whom: parties and accounts as they are written, offices by their words, or `anyone`.
    pub by: Vec<String>,
    /// Why, in words.
    pub why: String,
    /// Until when.
    pub until: Option<String>,
}

/// The present day and block of a register.
struct Present {
    today: Day,
    block: u32,
}

impl Present {
    fn is_past(&self, deadline: &Deadline) -> bool {
        self.today > deadline.day && self.block > deadline.block
    }
}

impl WorkItem {
    /// All that is to be done in a register, in the order of the day list.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if there is no such register.
    pub async fn all(at: &At, register: RegisterId) -> Result<Vec<Self>> {
        let calendar = registers::read::calendar(at, register).await?;
        let present = Present { today: days::today(at, &calendar).await?, block: height(at) };
        let mut all = Vec::new();
        for (id, dealing) in read::day_list(at, register).await? {
            let view = DealingView::with_needs(at, register, id, &dealing).await?;
            let acting = match &dealing.act {
                Some(Act::Represent { party, .. }) => {
                    read::representative(at, register, party.clone()).await?
                }
                _ => None,
            };
            let acting = acting.filter(|it| present.today <= it.until);
            all.extend(items(&view, &dealing, acting.as_ref(), &present));
        }
        Ok(all)
    }

    /// Whether it is for this office, account or party.
    pub fn is_for(&self, who: &str) -> bool {
        self.by.iter().any(|by| by == who)
    }
}

/// What is to be done about one dealing: all that can be done at once. `acting` is who acts now for
/// the party that it is about, if it is about who acts.
fn items(
    view: &DealingView,
    dealing: &Dealing,
    acting: Option<&Representative>,
    present: &Present,
) -> Vec<WorkItem> {
    let item = |task, by: Vec<String>, why: &str, until: Option<String>| WorkItem {
        dealing: view.id,
        kind: view.kind,
        record: view.record,
        wants: view.wants.clone(),
        task,
        by,
        why: why.to_string(),
        until,
    };
    let (anyone, lodger) = (vec!["anyone".to_string()], vec![view.lodger.clone()]);
    let expires = Some(view.expires.words());
    let is_past = |deadline: &Deadline| present.is_past(deadline);
    let over = match &dealing.state {
        State::Sealed { until, .. } => present.block > *until,
        State::Requisitioned { deadline, .. } => is_past(deadline) || is_past(&dealing.expires),
        State::Protecting(deadline) => is_past(deadline),
        State::Lodged | State::Approved { .. } => is_past(&dealing.expires),
    };
    if over {
        return vec![item(Task::Lapse, anyone, "its time is up", None)];
    }
    let mut items = Vec::new();
    match &dealing.state {
        State::Sealed { until, .. } => {
            let until = Some(format!("block {until}"));
            return vec![item(Task::Reveal, lodger, "nobody knows yet what it is", until)];
        }
        State::Protecting(deadline) => {
            let until = Some(days::deadline(deadline));
            return vec![item(Task::Use, lodger, "what it lodges goes before all others", until)];
        }
        State::Requisitioned { deadline, .. } => {
            let until = Some(days::deadline(deadline));
            items.push(item(Task::Answer, lodger, "a question was asked", until));
        }
        State::Lodged | State::Approved { .. } => {}
    }
    if !view.missing.is_empty() {
        let why = "it does not go on without their consent";
        items.push(item(Task::Consent, view.missing.clone(), why, expires.clone()));
        if matches!((&dealing.act, &dealing.state), (Some(Act::Correct { .. }), State::Lodged)) {
            let by = ["authority", "court"].map(String::from).to_vec();
            let why = "they decide where the owners do not consent";
            items.push(item(Task::Approve, by, why, expires.clone()));
        }
    }
    if !view.objections.is_empty() {
        let objectors: Vec<_> = view.objections.iter().map(|it| it.by.as_str()).collect();
        let why = format!("{} objects", objectors.join(" and "));
        let by = ["registrar", "court"].map(String::from).to_vec();
        items.push(item(Task::Decide, by, &why, expires.clone()));
    }
    if !items.is_empty() || matches!(dealing.act, Some(Act::Search)) {
        return items;
    }
    match (&dealing.state, &view.waits_for) {
        (State::Lodged, _) => {
            items.push(item(
                Task::Approve,
                approvers(dealing, acting),
                "it waits for approval",
                expires,
            ));
        }
        (_, None) => {
            items.push(item(Task::Complete, anyone, "nothing is to be waited for", expires));
        }
        (_, Some(wait)) => {
            let why = format!("it waits for {}", wait.words);
            items.push(item(Task::Wait, Vec::new(), &why, expires));
        }
    }
    items
}

/// Who approves a dealing, by the words of their offices.
fn approvers(dealing: &Dealing, acting: Option<&Representative>) -> Vec<String> {
    let displaces = |who: &Representative| {
        use Capacity::{Court, Executor, Guardian, Trustee};
        matches!(who.capacity, Court | Executor | Guardian | Trustee)
    };
    let offices: &[&str] = match &dealing.act {
        Some(Act::Vest { .. } | Act::Restore) => &["authority", "court"],
        Some(Act::Represent { party: Party::Account(_), representative }) => {
            match representative.iter().chain(acting).any(displaces) {
                true => &["court"],
                false => &["registrar"],
            }
        }
        _ => &["registrar"],
    };
    offices.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        connection::{AccountId, Hash},
        records::{
            types::{BoundedVec, Objection, Ownership},
            view::WaitView,
        },
    };

    const TODAY: Day = 20_777;
    const PRESENT: Present = Present { today: TODAY, block: 1_000 };

    fn ada() -> AccountId {
        AccountId::from([1; 32])
    }

    fn dealing(state: State) -> Dealing {
        Dealing {
            lodger: ada(),
            revision: 1,
            record: Some(7),
            act: Some(Act::Transfer { ownership: Ownership::Sole(Party::Account(ada())) }),
            instrument: Hash::from([0; 32]),
            lodged: 900,
            day: TODAY,
            effective: TODAY,
            priority: 3,
            notice: None,
            expires: Deadline { day: TODAY + 60, block: 9_000 },
            state,
            consents: BoundedVec(Vec::new()),
            objections: BoundedVec(Vec::new()),
            deposit: 0,
        }
    }

    fn tasks(dealing: &Dealing, change: impl FnOnce(&mut DealingView)) -> Vec<(Task, Vec<String>)> {
        let mut view = DealingView::make(3, dealing);
        change(&mut view);
        items(&view, dealing, None, &PRESENT).into_iter().map(|item| (item.task, item.by)).collect()
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_lodged_waits_for_consents_then_for_a_registrar() {
        let lodged = dealing(State::Lodged);
        let asked = tasks(&lodged, |view| view.missing = texts(&["5Bea"]));
        assert_eq!(asked, [(Task::Consent, texts(&["5Bea"]))]);
        assert_eq!(tasks(&lodged, |_| {}), [(Task::Approve, texts(&["registrar"]))]);
        let vest = Act::Vest { ownership: Ownership::Sole(Party::Account(ada())) };
        let vest = Dealing { act: Some(vest), ..lodged };
        assert_eq!(tasks(&vest, |_| {}), [(Task::Approve, texts(&["authority", "court"]))]);
    }

    #[test]
    fn a_court_decides_who_acts_in_somebody_s_place() {
        let party = Party::Account(ada());
        let guardian = Representative {
            account: AccountId::from([2; 32]),
            capacity: Capacity::Guardian,
            evidence: Hash::from([0; 32]),
            until: TODAY,
        };
        let with = |representative| Dealing {
            act: Some(Act::Represent { party: party.clone(), representative }),
            ..dealing(State::Lodged)
        };
        let attorney = Representative { capacity: Capacity::Attorney, ..guardian.clone() };
        assert_eq!(approvers(&with(Some(guardian.clone())), None), texts(&["court"]));
        assert_eq!(approvers(&with(None), Some(&guardian)), texts(&["court"]), "or no longer does");
        assert_eq!(approvers(&with(Some(attorney.clone())), None), texts(&["registrar"]));
        assert_eq!(approvers(&with(None), Some(&attorney)), texts(&["registrar"]));
    }

    #[test]
    fn an_objection_is_to_be_decided_beside_what_else_is_missing() {
        let objection = Objection { by: ada(), grounds: Hash::from([0; 32]), deposit: 0 };
        let objections = BoundedVec(vec![objection]);
        let disputed = Dealing { objections, ..dealing(State::Lodged) };
        let found = tasks(&disputed, |view| view.missing = texts(&["5Bea"]));
        let kinds: Vec<_> = found.iter().map(|(task, _)| *task).collect();
        assert_eq!(kinds, [Task::Consent, Task::Decide]);
    }

    #[test]
    fn what_is_approved_is_completed_or_waits() {
        let approved = dealing(State::Approved { by: ada(), at: 950 });
        assert_eq!(tasks(&approved, |_| {}), [(Task::Complete, texts(&["anyone"]))]);
        let early = WaitView { name: "Records::TooEarly".into(), words: "time".into() };
        let waits = tasks(&approved, |view| view.waits_for = Some(early));
        assert_eq!(waits, [(Task::Wait, Vec::new())]);
    }

    #[test]
    fn what_is_late_is_ended_by_anyone() {
        let passed = Deadline { day: TODAY - 1, block: 999 };
        let late = Dealing { expires: passed.clone(), ..dealing(State::Lodged) };
        assert_eq!(tasks(&late, |_| {}), [(Task::Lapse, texts(&["anyone"]))]);
        let half = Deadline { day: TODAY - 1, block: 1_000 };
        let not_late = Dealing { expires: half, ..dealing(State::Lodged) };
        assert_eq!(tasks(&not_late, |_| {})[0].0, Task::Approve, "its block has not passed");
        let asked =
            State::Requisitioned { deadline: passed.clone(), question: Hash::from([0; 32]) };
        assert_eq!(tasks(&dealing(asked), |_| {})[0].0, Task::Lapse);
        assert_eq!(tasks(&dealing(State::Protecting(passed)), |_| {})[0].0, Task::Lapse);
        let sealed = State::Sealed { commitment: Hash::from([0; 32]), until: 1_000 };
        assert_eq!(tasks(&dealing(sealed), |_| {}), [(Task::Reveal, texts(&[&ada().to_string()]))]);
    }
}
