//! The service as a JSON-RPC server on this machine, over HTTP and WebSocket.
//!
//! It listens on the loopback interface only. Issuers elsewhere reach it through a proxy that speaks
//! TLS; requests are signed and blinded, so the proxy learns who asks how often and nothing else.

use std::net::SocketAddr;

use althing_credentials::tags::{TagAnswer, TagError, MAX_MESSAGE};
use jsonrpsee::{
    server::{BatchRequestConfig, Server, ServerHandle},
    types::{ErrorObjectOwned, Params},
    RpcModule,
};

use super::{register::Register, service::Service};
use crate::{
    credentials::CredentialsError,
    errors::{Error, Result},
};

/// The method that answers a request for tags. Its one parameter is the signed request.
pub const METHOD: &str = "althing_evaluateTags";

/// How many connections are open at most.
const MAX_CONNECTIONS: u32 = 64;

/// What surrounds a request on its way, in bytes.
const ENVELOPE: usize = 1024;

/// The code of an error for which the request itself is to blame.
const REFUSED: i32 = 1;

/// The code of an error after which the same request may be answered later.
const LATER: i32 = 2;

/// A server that is running.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
}

impl Running {
    /// Stops it, and waits until it has stopped.
    pub async fn stop(self) {
        // It fails only where the server has stopped already.
        let _ = self.handle.stop();
        self.handle.stopped().await;
    }
}

/// Starts a server on a port of the loopback interface; 0 takes any that is free. `note` is told of
/// each request: whether it was answered, and if not, why not.
///
/// # Errors
/// If the port is taken.
pub async fn start<R: Register>(
    service: Service<R>,
    port: u16,
    note: impl Fn(&str) + Send + Sync + 'static,
) -> Result<Running> {
    let longest = u32::try_from(MAX_MESSAGE + ENVELOPE).unwrap_or(u32::MAX);
    let failed = |cause: std::io::Error| Error::Usage(format!("port {port}: {cause}"));
    let server = Server::builder()
        .max_request_body_size(longest)
        .max_response_body_size(longest)
        .max_connections(MAX_CONNECTIONS)
        .set_batch_request_config(BatchRequestConfig::Disabled)
        .build(("127.0.0.1", port))
        .await
        .map_err(failed)?;
    let address = server.local_addr().map_err(failed)?;
    let mut module = RpcModule::new((service, note));
    let registered = module.register_async_method(METHOD, |params, context, _| async move {
        let (service, note) = &*context;
        evaluate(service, note, params).await
    });
    registered.map_err(|cause| Error::Chain(cause.to_string()))?;
    Ok(Running { address, handle: server.start(module) })
}

async fn evaluate<R: Register>(
    service: &Service<R>,
    note: &(impl Fn(&str) + Send + Sync),
    params: Params<'static>,
) -> std::result::Result<TagAnswer, ErrorObjectOwned> {
    let answered = service.answer(only(&params).as_bytes()).await;
    match &answered {
        Ok(answer) => note(&format!(
            "answered a request for {} tags of domain {} at epoch {}",
            answer.evaluations.len(),
            answer.domain.id,
            answer.epoch
        )),
        Err(error) => note(&format!("refused a request: {error}")),
    }
    answered.map_err(|error| match error {
        Error::Credentials(CredentialsError::Tag(error)) => {
            let code = match &error {
                TagError::RateLimited { .. } | TagError::Storage(_) => LATER,
                _ => REFUSED,
            };
            ErrorObjectOwned::owned(code, error.to_string(), None::<()>)
        }
        // What else goes wrong here is not the asker's concern.
        _ => ErrorObjectOwned::owned(LATER, "the key holder cannot reach its chain", None::<()>),
    })
}

/// The text of the only parameter, byte for byte, so that nothing is read that the reader of
/// requests would refuse.
fn only<'a>(params: &'a Params<'_>) -> &'a str {
    let text = params.as_str().unwrap_or_default().trim();
    text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default().trim()
}
