//! One error for the whole library, into which each area's own error folds; what to do next about
//! it; and the exit code it ends the command line with.

use std::fmt;

use subxt::{
    error::{BackendError, DispatchError, ExtrinsicError, RpcError, TransactionEventsError},
    rpcs::UserError,
};

use crate::{
    amounts::AmountError,
    attestations::{agreement::AgreementError, claims::ClaimsError, import::table::TableError},
    carried::CarriedError,
    credentials::CredentialsError,
    extracts::ExtractError,
    keys::KeyError,
    records::contents::ContentsError,
    replay::csv::CsvError,
};

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something did not work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The node cannot be reached, or the connection broke.
    #[error("cannot talk to the node at {url}: {cause}")]
    Connection {
        /// Where the node should be.
        url: String,
        /// What happened.
        cause: String,
    },
    /// The chain refused the transaction.
    #[error("the chain refused it: {0}")]
    Refused(Refusal),
    /// What was asked for does not exist.
    #[error("{0}")]
    NotFound(String),
    /// It took longer than it was given.
    #[error("{0}")]
    Timeout(String),
    /// No key, or none that may be used here.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// An amount cannot be read.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A file of votes cannot be read.
    #[error(transparent)]
    Votes(#[from] CsvError),
    /// An offer or an agreement about an attestation cannot be used.
    #[error(transparent)]
    Agreement(#[from] AgreementError),
    /// Claims cannot be attested.
    #[error(transparent)]
    Claims(#[from] ClaimsError),
    /// A table of attestations cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// What a record says cannot be recorded, or is not kept here.
    #[error(transparent)]
    Contents(#[from] ContentsError),
    /// A wallet, a credential, a presentation, a receipt, a tag or a status list cannot be used.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// An extract, or a trust file, cannot be made, read or believed.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// A carried call cannot be used, or has failed.
    #[error("{file}: {cause}")]
    Carried {
        /// Which file.
        file: String,
        /// Why.
        cause: CarriedError,
    },
    /// An argument makes no sense.
    #[error("{0}")]
    Usage(String),
    /// Something on this machine failed.
    #[error("{path}: {cause}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// The node answered with something unexpected.
    #[error("{0}")]
    Chain(String),
    /// The chain came to another result than it should have.
    #[error("{0}")]
    Outcome(String),
}

/// Why the chain refused a transaction.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// The error's name, for example `Voting::NotOngoing`.
    pub name: String,
    /// What the chain's own documentation says about it.
    pub documentation: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.documentation.is_empty() {
            f.write_str(&self.name)
        } else {
            write!(f, "{}: {}", self.name, self.documentation)
        }
    }
}

/// The exit codes of the command line.
pub mod exit {
    /// It worked.
    pub const OK: u8 = 0;
    /// It failed for a reason that has no code of its own.
    pub const OTHER: u8 = 1;
    /// The command line, a key, an amount or a file cannot be understood.
    pub const USAGE: u8 = 2;
    /// The node cannot be reached, or the connection broke.
    pub const CONNECTION: u8 = 3;
    /// The chain refused the transaction.
    pub const REFUSED: u8 = 4;
    /// What was asked for does not exist.
    pub const NOT_FOUND: u8 = 5;
    /// It took longer than it was given.
    pub const TIMEOUT: u8 = 6;
    /// A vote, a payment or a check came out otherwise than it should have.
    pub const OUTCOME: u8 = 7;
}

impl Error {
    /// A connection that failed.
    pub fn connection(url: &str, cause: impl fmt::Display) -> Self {
        let cause = cause.to_string().replace("RPC error: ", "").replace("client error: ", "");
        Self::Connection { url: url.to_string(), cause }
    }

    /// A file that cannot be used.
    pub fn file(path: &std::path::Path, cause: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), cause }
    }

    /// A carried call that cannot be used, or has failed.
    pub fn carried(path: &std::path::Path, cause: CarriedError) -> Self {
        Self::Carried { file: path.display().to_string(), cause }
    }

    /// The chain's reason, where the chain has refused something.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Carried { cause, .. } => cause.refusal(),
            _ => None,
        }
    }

    /// The code with which the command line ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Connection { .. } => exit::CONNECTION,
            Self::Refused(_) => exit::REFUSED,
            Self::NotFound(_) => exit::NOT_FOUND,
            Self::Timeout(_) => exit::TIMEOUT,
            Self::Key(_) | Self::Amount(_) | Self::Votes(_) | Self::Usage(_) => exit::USAGE,
            Self::File { .. } | Self::Agreement(_) => exit::USAGE,
            Self::Claims(_) | Self::Table(_) | Self::Contents(_) => exit::USAGE,
            Self::Credentials(error) => error.exit_code(),
            Self::Extract(error) => error.exit_code(),
            Self::Carried { cause, .. } => cause.exit_code(),
            Self::Chain(_) => exit::OTHER,
            Self::Outcome(_) => exit::OUTCOME,
        }
    }

    /// One word for programs, stable over versions.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Connection { .. } => "connection",
            Self::Refused(_) => "refused",
            Self::NotFound(_) => "not-found",
            Self::Timeout(_) => "timeout",
            Self::Key(_) => "key",
            Self::Amount(_) => "amount",
            Self::Votes(_) => "votes-file",
            Self::Usage(_) => "usage",
            Self::File { .. } => "file",
            Self::Agreement(_) => "agreement",
            Self::Claims(_) => "claims",
            Self::Table(_) => "table",
            Self::Contents(_) => "contents",
            Self::Credentials(error) => error.kind(),
            Self::Extract(error) => error.kind(),
            Self::Carried { .. } => "carried-call",
            Self::Chain(_) => "chain",
            Self::Outcome(_) => "outcome",
        }
    }

    /// What to do next, where there is something to say.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Connection { .. } => Some(
                "Start a development chain with `make dev`, or name another node with --url \
                 ws://HOST:PORT.",
            ),
            Self::Refused(refusal) => refusal.advice(),
            Self::Timeout(_) => Some("Nothing is lost: run the same command again."),
            Self::Key(error) => error.advice(),
            Self::Credentials(error) => error.advice(),
            Self::Extract(error) => error.advice(),
            Self::Carried { cause, .. } => cause.advice(),
            Self::NotFound(what) if is_attested(what) => Some(
                "`althing attest` with schema list, domain list, issuer list, policy list, appeal \
                 list or list shows what there is.",
            ),
            Self::NotFound(what) if is_registered(what) => Some(
                "`althing register list`, `althing record list` and `althing record list \
                 --dealings` show what there is.",
            ),
            Self::NotFound(_) => {
                Some("`althing proposals` and `althing treasury` list what there is.")
            }
            Self::Chain(cause) if cause.contains("not compatible") => Some(
                "This client was built for another runtime: build it again after `make metadata`.",
            ),
            _ => None,
        }
    }

    /// Whether trying again on a new connection can help.
    pub fn is_connection(&self) -> bool {
        matches!(self, Self::Connection { .. } | Self::Timeout(_))
    }
}

impl Refusal {
    /// The refusal that a dispatch error stands for.
    pub fn from_dispatch(error: &DispatchError) -> Self {
        let module = match error {
            DispatchError::Module(module) => module,
            DispatchError::Token(token) => {
                return Self { name: format!("Token::{token:?}"), documentation: token.to_string() }
            }
            DispatchError::Arithmetic(arithmetic) => {
                let name = format!("Arithmetic::{arithmetic:?}");
                return Self { name, documentation: arithmetic.to_string() };
            }
            other => return Self { name: format!("{other:?}"), documentation: other.to_string() },
        };
        let documentation = module.details().map_or(String::new(), |details| {
            details.variant.docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
        });
        Self { name: module.to_string(), documentation: documentation.trim().to_string() }
    }

    /// The refusal that the transaction pool's answer stands for, if it is one.
    pub fn from_pool(error: &UserError) -> Option<Self> {
        let detail = error.data.as_ref().map(|data| data.get().trim_matches('"').to_string());
        let name = match error.code {
            1002 | 1010 | 1011 => "InvalidTransaction",
            1012 => "TemporarilyBanned",
            1013 => "AlreadyImported",
            1014 => "PriorityTooLow",
            1015 | 1016 => "PoolFull",
            _ => return None,
        };
        Some(Self { name: name.into(), documentation: detail.unwrap_or(error.message.clone()) })
    }

    fn advice(&self) -> Option<&'static str> {
        let is_payment = self.documentation.contains("pay some fees");
        match self.name.as_str() {
            "InvalidTransaction" if is_payment => Some(
                "The signing account has too little THG for the fee, or is frozen: send it some \
                 first, or sign with --carry-to FILE and have somebody else send it.",
            ),
            "InvalidTransaction" | "TemporarilyBanned" | "PriorityTooLow" => Some(
                "Another transaction of the same account may be under way: wait for a block and \
                 run the command again.",
            ),
            "Token::FundsUnavailable" | "Token::Frozen" => {
                Some("The account has too little free THG: `althing status` shows it.")
            }
            "BadOrigin" => Some(
                "This call needs the authority of a track: put it to the vote with `althing \
                 propose call`.",
            ),
            _ => None,
        }
    }
}

/// Whether what is missing is something of the attestations.
fn is_attested(what: &str) -> bool {
    let things = ["attestation", "schema", "issuer", "tag domain", "policy", "appeal"];
    things.iter().any(|thing| what.contains(thing))
}

/// Whether what is missing is something of the registers.
fn is_registered(what: &str) -> bool {
    let things = ["register", "dealing", "record "];
    things.iter().any(|thing| what.contains(thing))
}

/// What the pool says about a transaction that it did not take, if that is what went wrong.
pub fn pool_error(error: &ExtrinsicError) -> Option<&UserError> {
    match error {
        ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
            subxt::rpcs::Error::User(user),
        ))) => Some(user),
        _ => None,
    }
}

/// Sorts an error of subxt: a broken connection, a refusal by the pool, or something unexpected.
fn sort(text: String) -> Error {
    let broken =
        ["client error", "connection was lost", "subscription dropped", "stream unexpectedly"];
    if broken.iter().any(|sign| text.contains(sign)) {
        Error::connection("the given address", text)
    } else {
        Error::Chain(text)
    }
}

impl From<DispatchError> for Error {
    fn from(error: DispatchError) -> Self {
        Self::Refused(Refusal::from_dispatch(&error))
    }
}

impl From<TransactionEventsError> for Error {
    fn from(error: TransactionEventsError) -> Self {
        match error {
            TransactionEventsError::ExtrinsicFailed(error) => error.into(),
            other => sort(other.to_string()),
        }
    }
}

impl From<ExtrinsicError> for Error {
    fn from(error: ExtrinsicError) -> Self {
        match pool_error(&error).and_then(Refusal::from_pool) {
            Some(refusal) => Self::Refused(refusal),
            None => sort(error.to_string()),
        }
    }
}

impl From<subxt::rpcs::Error> for Error {
    fn from(error: subxt::rpcs::Error) -> Self {
        match &error {
            subxt::rpcs::Error::User(user) => match Refusal::from_pool(user) {
                Some(refusal) => Self::Refused(refusal),
                None => Self::Chain(user.to_string()),
            },
            other => sort(other.to_string()),
        }
    }
}

macro_rules! sorted {
    ($($error:ident),+ $(,)?) => {
        $(impl From<subxt::error::$error> for Error {
            fn from(error: subxt::error::$error) -> Self {
                sort(error.to_string())
            }
        })+
    };
}

sorted!(
    BackendError,
    BlockError,
    ConstantError,
    EventsError,
    OnlineClientAtBlockError,
    OnlineClientError,
    RuntimeApiError,
    StorageError,
    StorageKeyError,
    StorageValueError,
    TransactionProgressError,
    TransactionStatusError,
);

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(code: i32, data: &str) -> UserError {
        let data = serde_json::value::RawValue::from_string(format!("{data:?}")).ok();
        UserError { code, message: "Invalid Transaction".into(), data }
    }

    #[test]
    fn the_pool_s_answers_are_named() {
        let stale = Refusal::from_pool(&pool(1010, "Transaction is outdated")).unwrap();
        assert_eq!(stale.to_string(), "InvalidTransaction: Transaction is outdated");
        assert_eq!(Refusal::from_pool(&pool(1014, "x")).unwrap().name, "PriorityTooLow");
        assert_eq!(Refusal::from_pool(&pool(-32601, "x")), None);
    }

    #[test]
    fn a_payer_without_money_is_told_so() {
        let poor = "Inability to pay some fees (e.g. account balance too low)";
        let refusal = Refusal::from_pool(&pool(1010, poor)).unwrap();
        assert!(Error::Refused(refusal).advice().unwrap().contains("too little THG"));
    }

    #[test]
    fn dispatch_errors_without_a_pallet_keep_their_name() {
        let refusal = Refusal::from_dispatch(&DispatchError::BadOrigin);
        assert_eq!(refusal.name, "BadOrigin");
        let token = DispatchError::Token(subxt::error::TokenError::FundsUnavailable);
        assert_eq!(Refusal::from_dispatch(&token).name, "Token::FundsUnavailable");
    }

    #[test]
    fn a_broken_connection_is_told_from_a_bad_answer() {
        let broken = subxt::rpcs::Error::Client("The background task closed".into());
        assert_eq!(Error::from(broken).exit_code(), exit::CONNECTION);
        let odd = subxt::error::StorageError::IncompatibleCodegen;
        assert_eq!(Error::from(odd).exit_code(), exit::OTHER);
    }

    #[test]
    fn every_error_has_a_code_of_its_own_kind() {
        assert_eq!(Error::Usage(String::new()).exit_code(), exit::USAGE);
        assert_eq!(Error::NotFound(String::new()).exit_code(), exit::NOT_FOUND);
        assert_eq!(Error::Timeout(String::new()).exit_code(), exit::TIMEOUT);
        assert_eq!(Error::Outcome(String::new()).exit_code(), exit::OUTCOME);
    }
}
