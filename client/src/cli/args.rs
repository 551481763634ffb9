//! The arguments that every command takes, and the list of commands.

use std::path::PathBuf;

use althing_client::{
    attestations::clock::When,
    carried::Carriage,
    connection::{Wait, DEFAULT_URL},
};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::commands::{
    attest, carry, credential, delegate, demo, erase, extract, metadata, present, proposals,
    propose, record, register, replay, sponsor, stake, status, status_list, tag, treasury, unstake,
    verify, vote, wallet, watch,
};

const AFTER_HELP: &str = "\
Results go to standard output, everything else to standard error.

Keys: on a development chain //Alice signs unless --key names another well-known key. Elsewhere
give --key FILE (a polkadot-js JSON export, or a file with a secret phrase that only you can read)
or set ALTHING_KEY. A phrase is never taken from the command line and never printed.

Exit codes: 0 done, 1 another error, 2 the command line, a key or a file cannot be used, 3 the node
cannot be reached, 4 the chain refused it, 5 not found, 6 it took too long, 7 a vote or a payment
came out otherwise than it should have.";

/// Under which heading the help shows how calls are signed for others to send.
const CARRYING: &str = "For others to send";

/// Govern an Althing chain from the command line: propose, vote, spend, and watch.
#[derive(Debug, Parser)]
#[command(name = "althing", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,

    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// The node to talk to
    #[arg(long, global = true, env = "ALTHING_URL", default_value = DEFAULT_URL)]
    pub url: String,

    /// Print the result as one line of JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// The key that signs: //Alice and the like on a development chain, or a keystore file
    #[arg(long, global = true, value_name = "KEY")]
    pub key: Option<String>,

    /// A file with the password of an encrypted keystore file (or set ALTHING_PASSWORD)
    #[arg(long, global = true, value_name = "FILE")]
    pub password_file: Option<PathBuf>,

    /// Say what it would cost and whether it would be refused, and send nothing
    #[arg(long, global = true)]
    pub dry_run: bool,

    /// Which block counts: the best one, or the last one that is never taken back
    #[arg(long, global = true, value_enum, default_value_t = WaitFor::Finalized)]
    pub wait: WaitFor,

    /// Sign the call into this file and send nothing: `althing carry` sends it, at its carrier's cost
    #[arg(long, global = true, value_name = "FILE", help_heading = CARRYING)]
    pub carry_to: Option<PathBuf>,

    /// Until when it can be carried at least: 1200, +100, 12h; an hour unless told otherwise
    #[arg(long, global = true, value_name = "WHEN", help_heading = CARRYING)]
    pub carry_until: Option<When>,

    /// Its nonce, where others that you have signed are carried first; your next one otherwise
    #[arg(long, global = true, value_name = "NONCE", help_heading = CARRYING)]
    pub carry_nonce: Option<u32>,
}

impl Global {
    /// How a call is signed for others to carry.
    pub fn carriage(&self) -> Carriage {
        Carriage { until: self.carry_until, nonce: self.carry_nonce }
    }
}

/// Which block counts.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum WaitFor {
    Best,
    Finalized,
}

impl From<WaitFor> for Wait {
    fn from(wait: WaitFor) -> Self {
        match wait {
            WaitFor::Best => Self::Best,
            WaitFor::Finalized => Self::Finalized,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show where the chain stands, and an account on it
    Status(status::Arguments),
    /// Put something to the vote
    Propose(propose::Arguments),
    /// Put down the deposit that lets a decision start, or get one back
    Sponsor(sponsor::Arguments),
    /// Set tokens aside to vote with
    Stake(stake::Arguments),
    /// Take staked tokens back, or withdraw those whose lock has run out
    Unstake(unstake::Arguments),
    /// Vote on a proposal, or withdraw a ballot
    Vote(vote::Arguments),
    /// Have somebody vote in your place, or stop that
    Delegate(delegate::Arguments),
    /// Send calls that others have signed with --carry-to, and pay for them
    Carry(carry::Arguments),
    /// List the proposals, or show one in full
    Proposals(proposals::Arguments),
    /// Show the treasury, or have it pay what was approved
    Treasury(treasury::Arguments),
    /// Follow a proposal live until it is concluded
    Watch(watch::Arguments),
    /// Prove what the chain says in a file, or check such a file without a node
    Extract(extract::Arguments),
    /// Keep what was attested of you, encrypted, and the keys to show it
    Wallet(wallet::Arguments),
    /// Show some claims of an attestation to somebody who asked, and nothing else
    Present(present::Arguments),
    /// Check what somebody shows you
    Verify(verify::Arguments),
    /// Sign, read and convert the credentials behind attestations
    Credential(credential::Arguments),
    /// Have what issuers hold about you erased, or answer such requests
    Erase(erase::Arguments),
    /// Compute the person tags that keep one person from standing twice
    Tag(tag::Arguments),
    /// Publish what is revoked and suspended for software that does not know the chain
    StatusList(status_list::Arguments),
    /// Attest who somebody is, and whatever follows from that
    Attest(attest::Arguments),
    /// List, show and create registers, and grant the roles in them
    Register(register::Arguments),
    /// Lodge dealings, approve them, and look at what registers say and said
    Record(record::Arguments),
    /// Play something that really took place again
    Replay(replay::Arguments),
    /// Play a real vote again and explain it to a newcomer
    Demo(demo::Arguments),
    /// Write the chain's metadata to a file, for building this client
    Metadata(metadata::Arguments),
}

impl Command {
    /// Whether it can sign a single call for others to send.
    pub fn can_be_carried(&self) -> bool {
        matches!(
            self,
            Self::Propose(_)
                | Self::Sponsor(_)
                | Self::Stake(_)
                | Self::Unstake(_)
                | Self::Vote(_)
                | Self::Delegate(_)
                | Self::Treasury(_)
                | Self::Attest(_)
                | Self::Register(_)
                | Self::Record(_)
        )
    }
}
