//! What one chain makes, another can import.

use crate::common::{transfer, Chain};
use sp_keyring::Sr25519Keyring::{Alice, Bob};

#[test]
fn a_block_of_transactions_is_imported_with_the_same_root() {
    let (mut author, mut importer) = (Chain::new("solo"), Chain::new("solo"));
    for _ in 0..3 {
        let transactions =
            vec![author.sign(Alice, transfer(Bob, 1)), author.sign(Bob, transfer(Alice, 2))];
        let (block, results) = author.block_at(author.time + author.step, transactions);
        assert!(results.iter().all(|result| matches!(result, Ok(Ok(())))));
        importer.import(block);
        assert_eq!(importer.head, author.head);
    }
    assert_eq!(author.free(&Bob.to_account_id()), importer.free(&Bob.to_account_id()));
}
