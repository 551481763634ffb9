//! What a runtime upgrade changes in storage: the migrations that take the chain from the previous
//! release to this one, oldest first.

/// The migrations of this release. It is the first, so there are none.
pub type Migrations = ();
