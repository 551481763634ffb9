//! Fields and salts, in the register's vault, before anything is sent; and the key by which rows and
//! records are known.

use std::collections::HashMap;

use althing_credentials::wallet::Vault;

use crate::{
    connection::Hash,
    errors::{Error, Result},
    records::{
        contents::{self, Contents},
        import::{
            plan::Mark,
            rows::{Rows, COLUMNS},
        },
    },
    registers::{charter::field_name, types::Field, RegisterId},
};

/// Where the contents of rows belong.
pub struct Shelf<'a> {
    /// The hash of the chain's first block.
    pub genesis: [u8; 32],
    /// The register.
    pub register: RegisterId,
    /// The fields of its records.
    pub layout: &'a [Field],
}

/// The key by which the register's records are named; made, and on the disk, if there is none yet.
///
/// # Errors
/// If the vault cannot be saved.
pub fn name_key(vault: &mut Vault<Contents>, shelf: &Shelf<'_>) -> Result<[u8; 32]> {
    let Shelf { genesis, register, .. } = *shelf;
    match vault.content().known_name_key(&genesis, register) {
        Some(key) => Ok(key),
        None => vault.update(|contents| Ok::<_, Error>(contents.name_key(genesis, register))),
    }
}

/// By what the chain knows the rows, given the key.
pub fn marks(rows: &Rows, key: &[u8; 32]) -> Vec<Mark> {
    let files: Vec<String> = rows.files.iter().map(|file| hex::encode(file.hash)).collect();
    let file = |index: usize| files.get(index).map_or("", String::as_str);
    let mark = |row: &super::rows::Row| Mark {
        name: contents::keyed_name(key, row.disposal()),
        instrument: contents::keyed_name(key, &format!("{}:{}", file(row.file), row.line)),
    };
    rows.rows.iter().map(mark).collect()
}

impl Shelf<'_> {
    /// Whether the register can hold these rows: it has to lay out their id; other columns that it
    /// does not lay out are left out.
    ///
    /// # Errors
    /// If it cannot.
    pub fn check(&self) -> Result<()> {
        match self.wants(COLUMNS[0]) {
            true => Ok(()),
            false => Err(Error::Usage(format!(
                "the records of register {} have no field '{}': import into one with the fields \
                 that `althing record import --help` lists",
                self.register, COLUMNS[0]
            ))),
        }
    }

    fn wants(&self, name: &str) -> bool {
        let hash = field_name(name);
        self.layout.iter().any(|field| field.name == hash)
    }

    /// Puts the fields of these rows into the vault with new salts, unless they are there; returns
    /// the commitments to them.
    ///
    /// # Errors
    /// If the register lays a field out otherwise than the rows have it, or the vault cannot be
    /// saved.
    pub fn keep(
        &self,
        vault: &mut Vault<Contents>,
        (rows, marks): (&Rows, &[Mark]),
        wanted: &[usize],
    ) -> Result<HashMap<usize, Hash>> {
        let mut commitments = HashMap::new();
        let mut new = Vec::new();
        for index in wanted {
            let (Some(row), Some(mark)) = (rows.rows.get(*index), marks.get(*index)) else {
                continue;
            };
            if let Some(known) = vault.content().kept_for(&mark.instrument) {
                commitments.insert(*index, Hash::from(known));
                continue;
            }
            let fields = contents::salt(row.fields(|name| self.wants(name)))?;
            contents::check(&fields, self.layout)?;
            commitments.insert(*index, Hash::from(fields.commitment()));
            new.push((mark.instrument, fields));
        }
        if !new.is_empty() {
            vault.update(|contents| {
                for (instrument, fields) in &new {
                    contents.keep_for(self.genesis, self.register, instrument, fields);
                }
                Ok::<_, Error>(())
            })?;
        }
        Ok(commitments)
    }
}

#[cfg(test)]
mod tests {
    use althing_credentials::wallet::VaultKey;

    use super::*;
    use crate::registers::types::FieldKind;

    const LINE: &str = "{2F7F2B43-12FA-E08F-E063-4804A8C05A49},420000,2021-05-06 00:00,PO35 5XZ,\
                        D,N,F,27,,MEADOW DRIVE,,BEMBRIDGE,,,A,A\n";

    fn layout<const COUNT: usize>(names: [(&str, FieldKind); COUNT]) -> Vec<Field> {
        names.map(|(name, kind)| Field { name: field_name(name), kind }).into()
    }

    fn rows() -> Rows {
        let mut rows = Rows::default();
        rows.add("a.csv", LINE.repeat(2).as_bytes()).unwrap();
        rows
    }

    #[test]
    fn salts_are_made_once_and_are_on_the_disk_before_anything_is_sent() {
        let directory = tempfile::tempdir().unwrap();
        let (path, key) = (directory.path().join("vault"), VaultKey::generate());
        let layout = layout([("disposal", FieldKind::Text), ("price", FieldKind::Integer)]);
        let shelf = Shelf { genesis: [7; 32], register: 3, layout: &layout };
        let rows = rows();
        let mut vault = contents::open(&path, key.clone()).unwrap();
        let marks = marks(&rows, &name_key(&mut vault, &shelf).unwrap());
        assert_eq!(marks[0].name, marks[1].name, "they are about one disposal");
        assert_ne!(marks[0].instrument, marks[1].instrument);
        let made = shelf.keep(&mut vault, (&rows, &marks), &[0, 1]).unwrap();
        assert_ne!(made[&0], made[&1], "nobody sees that they say the same");

        let mut again = contents::open(&path, key).unwrap();
        assert_eq!(name_key(&mut again, &shelf).unwrap(), name_key(&mut vault, &shelf).unwrap());
        let saved = again.revision();
        assert_eq!(shelf.keep(&mut again, (&rows, &marks), &[0, 1]).unwrap(), made);
        assert_eq!(again.revision(), saved, "nothing is written where nothing is new");
        let fields = again.content().fields(&made[&0].0).unwrap();
        let names: Vec<&str> = fields.claims().iter().map(|claim| claim.name()).collect();
        assert_eq!(names, ["disposal", "price"], "what is not laid out is left out");
    }

    #[test]
    fn a_register_that_cannot_hold_the_rows_is_refused() {
        let without = layout([("price", FieldKind::Integer)]);
        let shelf = Shelf { genesis: [7; 32], register: 3, layout: &without };
        assert!(shelf.check().unwrap_err().to_string().contains("have no field 'disposal'"));
        let other = layout([("disposal", FieldKind::Text), ("price", FieldKind::Text)]);
        let shelf = Shelf { genesis: [7; 32], register: 3, layout: &other };
        shelf.check().unwrap();
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("vault");
        let mut vault = contents::open(&path, VaultKey::generate()).unwrap();
        let (rows, key) = (rows(), [1; 32]);
        let error = shelf.keep(&mut vault, (&rows, &marks(&rows, &key)), &[0]).unwrap_err();
        assert!(error.to_string().contains("the field 'price' must be"), "{error}");
    }
}
