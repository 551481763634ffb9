//! The offers of an import that wait for their subjects, and the consents that come back.

use std::path::{Path, PathBuf};

use althing_credentials::ClaimSet;

use crate::{
    attestations::{
        agreement::{self, Agreement, Offer},
        claims,
        import::table::Row,
        statement::Purpose,
    },
    errors::Result,
};

/// Where the files of an import are.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Folders {
    /// The folder of the table, from which the paths of its consent column go.
    pub table: PathBuf,
    /// Where offers and salted claims for subjects who have not consented go.
    pub offers: Option<PathBuf>,
    /// Where consents are looked for that the table does not name.
    pub consents: Option<PathBuf>,
}

/// What is known of a subject's consent.
pub enum Consent {
    /// The subject is no account, so nobody has to consent.
    NotNeeded,
    /// It is not there yet.
    Missing,
    /// It is there, and is to this very offer.
    Given(Box<Agreement>),
}

impl Folders {
    /// Looks for the consent to an offer.
    ///
    /// # Errors
    /// Why the one that is there cannot be used.
    pub fn consent(&self, row: &Row, offer: &Offer, now: u32) -> Result<Consent, String> {
        if row.subject.account().is_none() {
            return Ok(Consent::NotNeeded);
        }
        let named = row.consent.as_ref().map(|path| self.table.join(path));
        let collected = self.consents.as_ref().map(|folder| folder.join(name(row, "consent")));
        let found = named.into_iter().chain(collected).find(|path| path.is_file());
        let Some(path) = found else { return Ok(Consent::Missing) };
        let told = |error: agreement::AgreementError| {
            let shown = path.display().to_string();
            let error = error.to_string();
            match error.starts_with(&shown) {
                true => error,
                false => format!("{shown}: {error}"),
            }
        };
        let consent = Agreement::read(&path).map_err(told)?;
        consent.check(Purpose::Accept, &offer.genesis, now).map_err(told)?;
        if consent.statement != offer.statement(consent.statement.deadline) {
            return Err(format!(
                "{}: it is the consent to something else than what is prepared for this row",
                path.display()
            ));
        }
        Ok(Consent::Given(Box::new(consent)))
    }

    /// Writes an offer, and the claims that it is about, for a subject to look at and sign; unless
    /// they are there already.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn offer(&self, row: &Row, offer: &Offer, set: &ClaimSet) -> Result<()> {
        let Some(folder) = &self.offers else { return Ok(()) };
        let (path, salted) = (folder.join(name(row, "offer")), folder.join(name(row, "claims")));
        if !is_this(&salted, set) {
            replace(&salted)?;
            claims::write(&salted, set)?;
        }
        if !Offer::read(&path).is_ok_and(|there| there == *offer) {
            replace(&path)?;
            agreement::write(&path, offer)?;
        }
        Ok(())
    }
}

fn is_this(path: &Path, set: &ClaimSet) -> bool {
    claims::read(path).is_ok_and(|(there, _)| there.commitment() == set.commitment())
}

/// Makes room for a file that belongs to another offer, or was cut off when a run was killed.
fn replace(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(crate::Error::file(path, cause))
        }
        _ => Ok(()),
    }
}

fn name(row: &Row, what: &str) -> String {
    format!("{}.{what}.json", row.subject)
}
