//! What registers, roles and rules are called: one word each, which is typed as it is printed, and a
//! few words for people.

use crate::registers::types::{
    Access, FieldKind, FourEyes, Permission, RegisterKind, RegisterStatus, Role, Weekday,
};

pub use crate::attestations::words::Words;

/// Something that is named by one of a few words.
pub trait Named: Words + Clone + Send + Sync + Sized + 'static {
    /// All of its words.
    const WORDS: &'static [&'static str];

    /// What a word stands for; none if it is not among [`Named::WORDS`].
    fn named(word: &str) -> Option<Self>;

    /// The same, where a text has to be one of these words.
    ///
    /// # Errors
    /// Which words there are.
    fn parse(word: &str) -> Result<Self, String> {
        let odd = || format!("'{word}' is none of {}", Self::WORDS.join(", "));
        Self::named(word).ok_or_else(odd)
    }
}

/// Gives enums without fields their words.
macro_rules! named {
    ($($type:ident { $($variant:ident => $word:literal $(, $words:literal)?;)+ })+) => {$(
        impl crate::attestations::words::Words for $type {
            fn word(&self) -> &'static str {
                match self { $($type::$variant => $word,)+ }
            }

            #[allow(unreachable_patterns)]
            fn words(&self) -> &'static str {
                match self { $($($type::$variant => $words,)?)+ _ => self.word() }
            }
        }

        impl crate::registers::words::Named for $type {
            const WORDS: &'static [&'static str] = &[$($word),+];

            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some($type::$variant),)+ _ => None }
            }
        }
    )+};
}

pub(crate) use named;

named! {
    RegisterKind {
        Land => "land", "titles to land";
        Civil => "civil", "births, marriages, deaths";
        Company => "company", "companies and their filings";
        Custody => "custody", "who has custody of what";
        Consent => "consent", "consent to the use of data";
        Log => "log", "what happened, with no holder";
        Other => "other", "anything else";
    }
    Access {
        Public => "public", "whoever asks gets the contents";
        Restricted => "restricted", "whom the authority admits gets the contents";
    }
    RegisterStatus {
        Active => "active";
        Suspended => "suspended";
        Closed => "closed";
    }
    Permission {
        Allowed => "allowed";
        Never => "never";
    }
    FourEyes {
        Required => "required", "another person approves than who lodged";
        Waived => "waived", "a registrar may approve what it lodged itself";
    }
    Role {
        Clerk => "clerk", "lodges dealings for others, and asks what is missing";
        Registrar => "registrar", "approves and rejects dealings";
        Notary => "notary", "lodges dealings, and acts for people without a key";
        Auditor => "auditor", "puts registrars under review";
        Court => "court", "freezes records, decides objections, restores, redacts";
    }
    Weekday {
        Monday => "monday";
        Tuesday => "tuesday";
        Wednesday => "wednesday";
        Thursday => "thursday";
        Friday => "friday";
        Saturday => "saturday";
        Sunday => "sunday";
    }
    FieldKind {
        Boolean => "boolean", "true or false";
        Integer => "integer", "a whole number";
        Text => "text", "a text";
        Date => "date", "a day such as 2026-11-20";
        Bytes => "bytes", "bytes in hexadecimal, with 0x in front";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_read_as_written<Thing: Named + PartialEq + std::fmt::Debug>() {
        for word in Thing::WORDS {
            assert_eq!(Thing::parse(word).unwrap().word(), *word);
        }
        assert!(Thing::parse("nothing").unwrap_err().contains(Thing::WORDS[0]));
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        are_read_as_written::<RegisterKind>();
        are_read_as_written::<Role>();
        are_read_as_written::<Weekday>();
        are_read_as_written::<FieldKind>();
        are_read_as_written::<RegisterStatus>();
        assert_eq!(Role::Clerk.words(), "lodges dealings for others, and asks what is missing");
        assert_eq!(Weekday::Monday.words(), "monday");
    }
}
