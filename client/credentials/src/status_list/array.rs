//! The list itself: one status an index, packed from the least significant bit of each byte on.

use super::{zlib, StatusListError};

/// Bits an entry of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bits {
    /// Valid or not.
    One,
    /// Up to 4 statuses.
    Two,
    /// Up to 16 statuses.
    Four,
    /// Up to 256 statuses.
    Eight,
}

impl Bits {
    /// The number of bits.
    pub fn count(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Four => 4,
            Self::Eight => 8,
        }
    }

    /// Entries a byte.
    fn per_byte(self) -> usize {
        usize::from(8 / self.count())
    }

    /// The bits of one entry, at the bottom of a byte.
    fn mask(self) -> u8 {
        u8::MAX >> (8 - self.count())
    }
}

impl TryFrom<u64> for Bits {
    type Error = StatusListError;

    fn try_from(bits: u64) -> Result<Self, StatusListError> {
        match bits {
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            4 => Ok(Self::Four),
            8 => Ok(Self::Eight),
            other => Err(StatusListError::Bits(other)),
        }
    }
}

/// What a list says of one entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Status(pub u8);

impl Status {
    /// Valid, as far as this list goes.
    pub const VALID: Self = Self(0);
    /// Revoked, for good.
    pub const INVALID: Self = Self(1);
    /// Suspended, for a while.
    pub const SUSPENDED: Self = Self(2);

    /// Whether the list has nothing against the entry.
    pub fn is_valid(self) -> bool {
        self == Self::VALID
    }
}

/// Statuses by index. All are valid to begin with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StatusArray {
    bits: Bits,
    bytes: Vec<u8>,
}

impl StatusArray {
    /// The most entries of a list: 2²⁴, which is 16 MiB at 8 bits an entry.
    pub const MAX_ENTRIES: u32 = 1 << 24;

    /// A list of at least `entries` valid entries, rounded up to a whole number of bytes.
    ///
    /// # Errors
    /// [`StatusListError::Entries`] for none, or for more than [`Self::MAX_ENTRIES`].
    pub fn new(bits: Bits, entries: u32) -> Result<Self, StatusListError> {
        if entries == 0 || entries > Self::MAX_ENTRIES {
            return Err(StatusListError::Entries {
                entries: entries.into(),
                most: Self::MAX_ENTRIES.into(),
            });
        }
        let length = (entries as usize).div_ceil(bits.per_byte());
        Ok(Self { bits, bytes: vec![0; length] })
    }

    /// A list from its packed bytes.
    pub fn from_bytes(bits: Bits, bytes: Vec<u8>) -> Self {
        Self { bits, bytes }
    }

    /// Unpacks a list: zlib (RFC 1950) with DEFLATE (RFC 1951).
    ///
    /// # Errors
    /// [`StatusListError::TooLarge`] as soon as more than `limit` bytes come out, whatever the stream
    /// goes on to hold; [`StatusListError::Packed`] if it is no such stream, breaks off, fails its
    /// checksum or has bytes after its end.
    pub fn unpack(bits: Bits, packed: &[u8], limit: usize) -> Result<Self, StatusListError> {
        Ok(Self { bits, bytes: zlib::unpack(packed, limit)? })
    }

    /// Packs the list as small as DEFLATE lets it.
    pub fn pack(&self) -> Vec<u8> {
        zlib::pack(&self.bytes)
    }

    /// Bits an entry.
    pub fn bits(&self) -> Bits {
        self.bits
    }

    /// Number of entries.
    pub fn len(&self) -> u64 {
        self.bytes.len() as u64 * self.bits.per_byte() as u64
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The list as packed bytes, not compressed.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the list says of `index`.
    ///
    /// # Errors
    /// [`StatusListError::OutOfBounds`]: the list says nothing, and the credential is to be rejected.
    pub fn get(&self, index: u64) -> Result<Status, StatusListError> {
        let (byte, shift) = self.place(index)?;
        let byte = self.bytes.get(byte).copied().unwrap_or_default();
        Ok(Status(byte >> shift & self.bits.mask()))
    }

    /// Lets the list say `status` of `index`.
    ///
    /// # Errors
    /// [`StatusListError::OutOfBounds`], or [`StatusListError::StatusTooWide`].
    pub fn set(&mut self, index: u64, status: Status) -> Result<(), StatusListError> {
        let mask = self.bits.mask();
        if status.0 & !mask != 0 {
            return Err(StatusListError::StatusTooWide {
                status: status.0,
                bits: self.bits.count(),
            });
        }
        let (byte, shift) = self.place(index)?;
        if let Some(byte) = self.bytes.get_mut(byte) {
            *byte = *byte & !(mask << shift) | status.0 << shift;
        }
        Ok(())
    }

    /// The byte that holds `index`, and how far its bits are from the bottom.
    fn place(&self, index: u64) -> Result<(usize, u8), StatusListError> {
        let out = || StatusListError::OutOfBounds { index, length: self.len() };
        if index >= self.len() {
            return Err(out());
        }
        let per_byte = self.bits.per_byte() as u64;
        let byte = usize::try_from(index / per_byte).map_err(|_| out())?;
        let within = u8::try_from(index % per_byte).map_err(|_| out())?;
        Ok((byte, within * self.bits.count()))
    }
}
