//! `althing watch`

use std::time::Duration;

use althing_client::{
    errors::{Error, Result},
    watch::{follow, News, State},
};
use clap::Args;

use crate::cli::context::Context;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The proposal
    id: u32,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
}

pub async fn run(context: &Context, Arguments { id, timeout }: Arguments) -> Result<()> {
    let chain = context.chain().await?;
    let following = follow(&chain, id, |news| context.print(&news, || text(&news)));
    let Some(seconds) = timeout else { return following.await };
    match tokio::time::timeout(Duration::from_secs(seconds), following).await {
        Ok(done) => done,
        Err(_) => Err(Error::Timeout(format!("proposal {id} is not concluded after {seconds} s"))),
    }
}

fn text(news: &News) -> String {
    match news {
        News::Event(event) => format!("block {:>6}  {}", event.block, event.text),
        News::State(state) => state_text(state),
        News::End(state) => format!("{}\nThis is the end of it.", state_text(state)),
    }
}

fn state_text(state: &State) -> String {
    let mut text = format!("block {:>6}  {}", state.block, state.status);
    for house in &state.tally {
        text.push_str(&format!(", aye {} THG, nay {} THG", house.ayes, house.nays));
    }
    if let Some(position) = &state.position {
        for house in &position.houses {
            text.push_str(&format!(", support {} %", house.support));
        }
        text.push_str(&format!(" of {} % needed", position.required_support));
    }
    text
}

#[cfg(test)]
mod tests {
    use althing_client::proposals::timeline::Happening;

    use super::*;

    #[test]
    fn news_are_one_line_each() {
        let event =
            Happening { block: 12, event: "executed".into(), text: "its call has run".into() };
        insta::assert_snapshot!(text(&News::Event(event.clone())), @"block     12  its call has run");
        insta::assert_snapshot!(serde_json::to_string(&News::Event(event)).unwrap(), @r#"{"type":"event","block":12,"event":"executed","text":"its call has run"}"#);
        let state =
            State { block: 13, id: 0, status: "executed", tally: Vec::new(), position: None };
        insta::assert_snapshot!(text(&News::End(state)), @"
        block     13  executed
        This is the end of it.
        ");
    }
}
