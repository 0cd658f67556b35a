//! The bank that ships with the program, as the build script packed it. It must not know what is done with it.

use std::sync::OnceLock;

/// Packed, for as text it would be a quarter of the program.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bank.json.z"));

/// Changes with the bank.
pub const HASH: &str = env!("QBANK_BANK_HASH");

/// The bank as JSON; unpacked once, and only where it is looked at.
pub fn bank() -> &'static [u8] {
    static BANK: OnceLock<Vec<u8>> = OnceLock::new();
    // What cannot be unpacked is no bank, which whoever reads it says.
    BANK.get_or_init(|| miniz_oxide::inflate::decompress_to_vec_zlib(PACKED).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_packed_bank_is_the_bank() {
        let written: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bank.json"));
        assert!(super::bank() == written, "else the program ships another bank than the one that was checked");
    }
}
