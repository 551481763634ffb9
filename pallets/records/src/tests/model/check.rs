//! That the chain says what the plain model says.

use std::collections::BTreeMap;

use codec::Encode;
use frame_support::{assert_ok, BoundedVec};
use sp_core::H256;
use sp_io::hashing::blake2_256;

use super::{
    lodging::targets,
    parties::{is_whole, owners},
    state::*,
};
use crate::{
    mock::{Records, *},
    *,
};

/// Every version that the chain had when it was looked at last, byte by byte.
#[derive(Default)]
pub struct Archive(BTreeMap<(RecordId, VersionNumber), (Vec<u8>, Vec<u8>)>);

/// What holds of a version whatever its redaction, and whether it is redacted.
fn bytes(mut version: Version<AccountId>) -> Vec<u8> {
    version.redaction = None;
    version.encode()
}

impl Archive {
    /// Ensures that history only grew: what was entered before is what it was, and of what was taken
    /// out of view only the owners are not shown.
    pub fn check(&mut self, model: &Model) {
        for ((id, number), (old, old_owners)) in &self.0 {
            let key = (REGISTER, *id, *number);
            let version = Versions::<Test>::get(key).expect("no version is lost");
            assert_eq!(bytes(version.clone()), *old, "version {number} of {id} changed");
            let shown = Holdings::<Test>::get(key).encode();
            match version.redaction {
                None => assert_eq!(shown, *old_owners, "owners of {number} of {id} changed"),
                Some(_) => {
                    let hidden = matches!(Holdings::<Test>::get(key), Some(Holding::Redacted(_)));
                    assert!(hidden || shown == *old_owners);
                }
            }
        }
        for (id, title) in (0..).zip(&model.titles) {
            for number in 1..=title.log.len() as VersionNumber {
                let key = (REGISTER, id, number);
                self.0.entry((id, number)).or_insert_with(|| {
                    let version = Versions::<Test>::get(key).expect("it was entered");
                    (bytes(version), Holdings::<Test>::get(key).encode())
                });
            }
        }
    }
}

impl Model {
    /// Compares all that the chain keeps of records, dealings and money.
    pub fn check(&self) {
        assert_ok!(Records::do_try_state());
        let counts = Counts::<Test>::get(REGISTER);
        let expected = Counters { records: self.titles.len() as u32, dealings: self.numbers };
        assert_eq!(counts, expected);
        for (id, title) in (0..).zip(&self.titles) {
            self.check_title(id, title);
        }
        self.check_dealings();
        self.check_queues();
        let acting = Representatives::<Test>::iter_prefix(REGISTER);
        assert_eq!(acting.count(), self.acting.len());
        for (party, it) in &self.acting {
            assert_eq!(Representatives::<Test>::get(REGISTER, party).as_ref(), Some(it));
        }
        for who in people() {
            assert_eq!(free(&who), self.free[&who], "what {who} has");
            for (reason, amount) in self.held(&who) {
                assert_eq!(held(reason, &who), amount, "what is held of {who} for {reason:?}");
            }
        }
    }

    fn check_title(&self, id: RecordId, title: &Title) {
        let Says { status, class, content, owners } = title.says.clone();
        assert!(is_whole(&owners), "{id} is whole");
        let count = title.log.len();
        let setters = Setters {
            content: self.setter(id, count, |it| it.content.is_some()),
            ownership: self.setter(id, count, |it| it.owners.is_some()),
            standing: self.setter(id, count, |it| it.standing.is_some()),
        };
        let record = Record {
            name: title.name,
            status,
            class,
            content,
            version: count as VersionNumber,
            setters,
            parent: title.parent,
            next_burden: title.burdens,
        };
        assert_eq!(crate::Records::<Test>::get(REGISTER, id), Some(record), "record {id}");
        let holding = Holdings::<Test>::get((REGISTER, id, setters.ownership));
        assert_eq!(holding, Some(Holding::Stated(owners)), "owners of {id}");
        let burdens = BurdensOf::<Test>::get(REGISTER, id);
        assert_eq!(burdens.encumbrances.to_vec(), title.rights, "encumbrances of {id}");
        assert_eq!(burdens.cautions.to_vec(), title.cautions, "cautions of {id}");
        assert_eq!(burdens.freezes.to_vec(), title.freezes, "freezes of {id}");
        for (number, (burden, ended)) in &title.past {
            let past = PastBurdens::<Test>::get((REGISTER, id, number));
            let expected = PastBurden { burden: burden.clone(), ended: *ended };
            assert_eq!(past, Some(expected), "past burden {number} of {id}");
        }
        self.check_newest(id, title);
    }

    /// The newest version is as it was told; the older ones are in the archive.
    fn check_newest(&self, id: RecordId, title: &Title) {
        let told = title.log.last().unwrap();
        let key = (REGISTER, id, title.log.len() as VersionNumber);
        let version = Versions::<Test>::get(key).expect("it was entered");
        let (status, class) = told.standing.unwrap_or((told.after.status, told.after.class));
        assert_eq!(version.redaction.is_some(), told.redacted);
        let by_court = matches!(told.kind, Kind::Freeze | Kind::Unfreeze);
        let expected = Version {
            dealing: told.dealing,
            kind: told.kind,
            recorded: told.recorded,
            day: told.day,
            span: told.span,
            status,
            class,
            content: told.content.unwrap_or(told.after.content),
            setters: version.setters,
            told: version.told,
            instrument: if by_court { hash(77) } else { hash(99) },
            approver: Some(told.approver.clone()),
            cites: told.cites,
            correction: told.correction.clone(),
            redaction: version.redaction.clone(),
        };
        assert_eq!(version, expected, "newest version of {id}");
    }

    fn check_dealings(&self) {
        assert_eq!(Dealings::<Test>::iter_key_prefix(REGISTER).count(), self.open.len());
        for (id, it) in &self.open {
            let found = Dealings::<Test>::get(REGISTER, id).expect("it is open");
            assert_eq!(found, as_dealing(&found, it), "dealing {id}");
            let mut missing = Records::consents_missing(REGISTER, *id);
            let mut lacks = self.missing(it).unwrap_or_default();
            missing.sort_by_key(Encode::encode);
            lacks.sort_by_key(Encode::encode);
            assert_eq!(missing, lacks, "whose consent {id} lacks");
            let waits_for = Records::waits_for(REGISTER, *id);
            let ready = self.is_ready(it).is_some();
            assert_eq!(waits_for.is_none(), ready, "{id} waits for {waits_for:?}");
        }
    }

    fn check_queues(&self) {
        let known: Vec<_> = self.open.values().filter(|it| !it.is_sealed()).collect();
        let about: Vec<_> = known.into_iter().flat_map(|it| targets(&it.wish)).collect();
        for target in &about {
            let queue = Queues::<Test>::get(REGISTER, target);
            let order: Vec<_> = queue.iter().map(|place| place.dealing).collect();
            assert_eq!(order, self.queue(target), "the order about {target:?}");
        }
        for (target, _) in Queues::<Test>::iter_prefix(REGISTER) {
            assert!(about.contains(&target), "nothing is open about {target:?}");
        }
    }

    /// Asks what was said and what is known of a day, and what weighed on a record as of a version.
    pub fn check_history(&self, id: RecordId, day: Day) {
        let Some(title) = self.title(id) else {
            assert_eq!(Records::said_on(REGISTER, id, day), None);
            return;
        };
        let last = title.log.iter().rposition(|it| it.day <= day);
        let said = Records::said_on(REGISTER, id, day);
        assert_eq!(said.is_some(), last.is_some(), "whether {id} said anything on {day}");
        if let (Some(said), Some(last)) = (said, last) {
            let after = &title.log[last].after;
            assert_eq!(said.version as usize, last + 1);
            assert_eq!(said.status.unwrap().value, after.status, "{id} on {day}");
            assert_eq!(said.class.unwrap().value, after.class, "{id} on {day}");
            let content = said.content.unwrap();
            assert_eq!(content.value, after.content, "{id} on {day}");
            let setter = self.setter(id, last + 1, |it| it.content.is_some());
            assert_eq!(content.version, setter);
            let setter = self.setter(id, last + 1, |it| it.owners.is_some());
            let told = &title.log[setter as usize - 1];
            assert_eq!(told.owners.as_ref(), Some(&after.owners));
            assert_eq!(said.ownership.unwrap().value, shown(told), "{id} on {day}");
        }
        self.check_known(id, title, day);
        let version = day.unsigned_abs() % (title.log.len() as u32 + 2);
        check_burdens(id, title, version);
    }

    /// What was entered last of a day wins.
    fn check_known(&self, id: RecordId, title: &Title, day: Day) {
        let about =
            |it: &&Told| it.span.from <= day && it.span.until.is_none_or(|until| day <= until);
        let newest = |tells: &dyn Fn(&Told) -> bool| {
            title.log.iter().rev().filter(about).find(|it| tells(it))
        };
        let status = newest(&|it| it.standing.is_some() && it.correction.is_none());
        let first = title.log[0].dealing;
        let class =
            newest(&|it| it.standing.is_some() && (it.correction.is_some() || it.dealing == first));
        let (content, owners) =
            (newest(&|it| it.content.is_some()), newest(&|it| it.owners.is_some()));
        let known = Records::known_on(REGISTER, id, day);
        let none = status.is_none() && class.is_none() && content.is_none() && owners.is_none();
        assert_eq!(known.is_none(), none, "what is known of {id} on {day}: {known:?}");
        let Some(known) = known else { return };
        let standing = |it: Option<&Told>| it.map(|it| it.standing.unwrap());
        assert_eq!(known.version as usize, title.log.len());
        assert_eq!(known.status.map(|it| it.value), standing(status).map(|it| it.0), "{id} {day}");
        assert_eq!(known.class.map(|it| it.value), standing(class).map(|it| it.1), "{id} {day}");
        assert_eq!(
            known.content.map(|it| it.value),
            content.and_then(|it| it.content),
            "{id} {day}"
        );
        assert_eq!(known.ownership.map(|it| it.value), owners.map(shown), "{id} {day}");
    }
}

/// What is shown of the owners that a version told.
fn shown(told: &Told) -> Holding<AccountId> {
    let it = told.owners.clone().unwrap();
    match told.redacted && !owners(&it).is_empty() {
        true => Holding::Redacted(H256(blake2_256(&it.encode()))),
        false => Holding::Stated(it),
    }
}

fn check_burdens(id: RecordId, title: &Title, version: VersionNumber) {
    let rights = title.rights.iter().cloned().map(Burden::Encumbrance);
    let cautions = title.cautions.iter().cloned().map(Burden::Caution);
    let freezes = title.freezes.iter().cloned().map(Burden::Freeze);
    let now = rights.chain(cautions).chain(freezes);
    let past = title.past.values().filter(|(_, ended)| version < *ended);
    let mut then: Vec<_> = past.map(|(burden, _)| burden.clone()).chain(now).collect();
    then.retain(|it| it.since() <= version);
    then.sort_by_key(Burden::number);
    let found = Records::burdens_at(REGISTER, id, version, 0, MAX_PAGE);
    assert_eq!(found, then, "what weighed on {id} as of {version}");
}

/// A dealing as the chain keeps it; hashes that nobody compares as it has them.
fn as_dealing(found: &Dealing<AccountId>, it: &Pending) -> Dealing<AccountId> {
    let state = match (&it.stage, &found.state) {
        (Stage::Sealed { until }, State::Sealed { commitment, .. }) => {
            State::Sealed { commitment: *commitment, until: *until }
        }
        (Stage::Asked(deadline), State::Requisitioned { question, .. }) => {
            State::Requisitioned { deadline: *deadline, question: *question }
        }
        (Stage::Approved { by, at }, _) => State::Approved { by: by.clone(), at: *at },
        (Stage::Protecting(until), _) => State::Protecting(*until),
        _ => State::Lodged,
    };
    let sealed = it.is_sealed();
    let objection = |(by, deposit): &(AccountId, _)| Objection {
        by: by.clone(),
        grounds: hash(77),
        deposit: *deposit,
    };
    Dealing {
        lodger: it.lodger.clone(),
        revision: it.revision,
        record: it.wish.record.filter(|_| !sealed),
        act: Some(it.wish.act.clone()).filter(|_| !sealed),
        instrument: if sealed { H256::zero() } else { hash(99) },
        lodged: it.lodged,
        day: it.day,
        effective: it.effective,
        priority: it.priority,
        notice: it.notice,
        expires: it.expires,
        state,
        consents: BoundedVec::truncate_from(it.consents.clone()),
        objections: BoundedVec::truncate_from(it.objections.iter().map(objection).collect()),
        deposit: it.deposit,
    }
}
