//! Signing a call for others to send, instead of sending it.

use std::{path::Path, sync::atomic::Ordering};

use althing_client::{
    carried::{self, Carried},
    errors::{Error, Result},
    Chain, Key,
};
use serde_json::json;
use subxt::tx::Payload;

use super::Context;
use crate::cli::vaults::would;

impl Context {
    /// Whether the call is signed for others to send.
    pub fn carries(&self) -> bool {
        self.global.carry_to.is_some()
    }

    /// Refuses to go on where a call is to be signed, and the command has none, or more than one.
    pub fn check_carrying(&self, can_be_carried: bool) -> Result<()> {
        let is_asked = self.global.carry_until.is_some() || self.global.carry_nonce.is_some();
        match self.carries() {
            false if is_asked => Err(Error::Usage("name a file as well: --carry-to FILE".into())),
            true if !can_be_carried => {
                let problem = "--carry-to: this command does not send a single call, so there is \
                               nothing that others could send; sign its calls one by one";
                Err(Error::Usage(problem.into()))
            }
            _ => Ok(()),
        }
    }

    /// Says so if a call was to be signed, and the command had none.
    pub fn check_carried(&self) -> Result<()> {
        match &self.global.carry_to {
            Some(path) if !self.carried.load(Ordering::Relaxed) => Err(Error::Usage(format!(
                "--carry-to: there was no call to sign, so {} is not written",
                path.display()
            ))),
            _ => Ok(()),
        }
    }

    /// Signs a call into the file that was named, and prints what it does and until when it can be
    /// carried.
    pub async fn sign_to_carry<Call: Payload>(
        &self,
        chain: &Chain,
        key: &Key,
        call: &Call,
    ) -> Result<()> {
        let Some(path) = &self.global.carry_to else { return Ok(()) };
        let signed = carried::sign(chain, key, call, self.global.carriage()).await?;
        self.carried.store(true, Ordering::Relaxed);
        if self.is_dry_run() {
            let Carried { words, signer, .. } = &signed;
            return would(self, &format!("sign {words} by {signer} into {}", path.display()));
        }
        signed.write(path)?;
        let result = json!({
            "carry": path.display().to_string(),
            "signer": signed.signer.to_string(),
            "call": signed.words,
            "nonce": signed.nonce,
            "first_block": signed.first_block,
            "last_block": signed.last_block,
        });
        self.print(&result, || text(path, &signed));
        Ok(())
    }
}

fn text(path: &Path, signed: &Carried) -> String {
    let Carried { signer, words, last_block, .. } = signed;
    let path = path.display();
    format!(
        "Signed by {signer}, and not sent: {words}\nAnybody can send it once, up to block \
         {last_block}, and pays for it: `althing carry {path}`."
    )
}

#[cfg(test)]
mod tests {
    use althing_client::{carried::Mark, AccountId};

    use super::*;

    #[test]
    fn who_signs_is_told_what_and_until_when() {
        let signed = Carried {
            althing: Mark::CarriedCall,
            version: 1,
            genesis: [1; 32],
            spec_version: 1,
            transaction_version: 1,
            signer: AccountId::from([1; 32]),
            call: vec![1],
            words: "Voting.vote { poll: 3, choice: Aye }".into(),
            first_block: 100,
            first_block_hash: [2; 32],
            last_block: 1_123,
            nonce: 0,
            signature: vec![],
        };
        insta::assert_snapshot!(text(Path::new("ballot.json"), &signed));
    }
}
