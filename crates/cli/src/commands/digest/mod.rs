//! `bibliograph digest`: what is new and what is trending, as a page, or by mail to everybody who asked for it.
//!
//! [`edition`] chooses the papers for one reader; [`subscribers`] reads who they are; [`mail`] makes the message; [`post`] sends it;
//! [`memory`] knows who had which paper already.

mod edition;
mod mail;
mod memory;
mod post;
mod subscribers;

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use anyhow::Context;
use pipeline::{digest_html, digest_markdown};

use super::{Voice, open::open};
use crate::{
    args::{Digest, DigestFormat},
    exit::Usage,
    reporter::printable,
};
use edition::Desk;
use subscribers::Wish;

/// Prints a digest, or sends one to each subscriber.
pub fn digest(args: &Digest, voice: Voice) -> anyhow::Result<()> {
    let mut desk = Desk::open(open(args.report.as_deref())?, args.since, args.half_life)?;
    if let Some(path) = &args.subscribers {
        return post::to_all(&mut desk, args, path, voice);
    }
    let wish = match (&args.topic, &args.like, &args.words) {
        (Some(topic), _, _) => Wish::Topic(topic.clone()),
        (_, Some(like), _) => Wish::Like(like.clone()),
        (_, _, Some(words)) => Wish::Words(words.clone()),
        _ => Wish::Everything,
    };
    let edition = desk.edition(&wish, args.top, &|_| false).map_err(|error| Usage(error.to_string()))?;
    let text = match args.format {
        DigestFormat::Markdown => digest_markdown(&edition.view),
        DigestFormat::Html => digest_html(&edition.view),
        DigestFormat::Mail => {
            let reader = lettre::message::Mailbox::new(None, lettre::Address::new("reader", "localhost")?);
            let date = mail::first_day(&edition);
            String::from_utf8(mail::message(&edition, &reader, &reader, date)?.formatted())
                .context("a message is ASCII")?
        }
    };
    match &args.out {
        Some(path) => written(path, text.as_bytes()),
        None if args.format == DigestFormat::Markdown => print(printable(&text).as_bytes()),
        None => print(text.as_bytes()),
    }
}

fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

fn written(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}
