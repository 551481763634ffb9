//! Empty: only the dependencies of this crate matter. See docs/adr/0002-one-build.md.
