//! JSON-RPC over HTTP, by hand: one connection, one request after the other.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use althing_runtime::{AccountId, Hash};
use codec::{Decode, Encode};
use serde_json::{json, Value};
use sp_io::hashing::twox_128;

/// A connection to a node.
pub struct Rpc {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Rpc {
    /// Connects.
    pub fn connect(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { address: address.into(), stream: BufReader::new(stream) }
    }

    /// The result of a call that must succeed.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let answer = self.send(&request(method, params));
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The results of many calls sent at once, all of which must succeed.
    pub fn call_all(&mut self, method: &str, params: impl Iterator<Item = Value>) {
        let requests = params.map(|params| request(method, params)).collect::<Vec<_>>();
        let count = requests.len();
        let answers = self.send(&Value::Array(requests));
        let answers = answers.as_array().unwrap();
        assert_eq!(answers.len(), count);
        for answer in answers {
            assert!(answer.get("error").is_none(), "{method}: {answer}");
        }
    }

    fn send(&mut self, request: &Value) -> Value {
        let body = request.to_string();
        let head = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            self.address,
            body.len(),
        );
        self.stream.get_mut().write_all((head + &body).as_bytes()).unwrap();
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&body)))
    }

    /// The hash of the block of this height.
    pub fn block_hash(&mut self, number: u32) -> Hash {
        decode_hash(&self.call("chain_getBlockHash", json!([number])))
    }

    /// Whether the validators' votes are kept with the block of this height.
    pub fn has_justification(&mut self, number: u32) -> bool {
        let hash = self.call("chain_getBlockHash", json!([number]));
        self.call("chain_getBlock", json!([hash]))["justifications"].is_array()
    }

    /// How many transactions the block of this height has, beside the one that sets the time.
    pub fn transactions(&mut self, number: u32) -> usize {
        let hash = self.call("chain_getBlockHash", json!([number]));
        let block = self.call("chain_getBlock", json!([hash]));
        block["block"]["extrinsics"].as_array().unwrap().len() - 1
    }

    /// The height of the best block.
    pub fn best(&mut self) -> u32 {
        number(&self.call("chain_getHeader", json!([])))
    }

    /// The height of the last final block.
    pub fn last_final(&mut self) -> u32 {
        let hash = self.call("chain_getFinalizedHead", json!([]));
        number(&self.call("chain_getHeader", json!([hash])))
    }

    /// How many transactions of an account are in blocks.
    pub fn nonce(&mut self, who: &AccountId) -> u32 {
        let params = json!(["AccountNonceApi_account_nonce", to_hex(&who.encode())]);
        let bytes = from_hex(&self.call("state_call", params));
        u32::decode(&mut &bytes[..]).unwrap()
    }

    /// The time of the best block, in milliseconds.
    pub fn time(&mut self) -> u64 {
        let key = [twox_128(b"Timestamp"), twox_128(b"Now")].concat();
        let bytes = from_hex(&self.call("state_getStorage", json!([to_hex(&key)])));
        u64::decode(&mut &bytes[..]).unwrap()
    }

    /// Asks again and again until the answer is right.
    pub fn wait_until(&mut self, patience: Duration, mut right: impl FnMut(&mut Self) -> bool) {
        let began = Instant::now();
        while !right(self) {
            assert!(began.elapsed() < patience, "waited in vain for {patience:?}");
            thread::sleep(Duration::from_millis(2));
        }
    }
}

fn request(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params })
}

fn number(header: &Value) -> u32 {
    let hex = header["number"].as_str().unwrap();
    u32::from_str_radix(hex.trim_start_matches("0x"), 16).unwrap()
}

fn decode_hash(value: &Value) -> Hash {
    Hash::from_slice(&from_hex(value))
}

/// Bytes as RPC writes them.
pub fn to_hex(bytes: &[u8]) -> String {
    sp_core::bytes::to_hex(bytes, false)
}

fn from_hex(value: &Value) -> Vec<u8> {
    sp_core::bytes::from_hex(value.as_str().unwrap()).unwrap()
}
