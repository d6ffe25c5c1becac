//! A digest to each subscriber: sent, written as files, or only told.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use anyhow::{Context, bail};
use lettre::{
    SmtpTransport, Transport,
    address::Envelope,
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};

use super::{
    edition::Desk,
    mail,
    memory::{Letter, Memory},
    subscribers::{Reader, Security, Smtp, Subscribers},
    written,
};
use crate::{args::Digest, commands::Voice, exit::Usage, reporter::printable};

/// Makes a digest for each subscriber. One that fails keeps no other from its own; that one failed is an error in the end.
pub fn to_all(desk: &mut Desk, args: &Digest, path: &Path, voice: Voice) -> anyhow::Result<()> {
    let subscribers = Subscribers::read(path)?;
    let memory = Memory::open(&subscribers.state)?;
    let server = match (args.send, &subscribers.smtp) {
        (true, Some(smtp)) => Some(transport(smtp)?),
        (true, None) => {
            return Err(Usage(format!("{}: --send needs a section [smtp]", path.display())).into());
        }
        (false, _) => None,
    };
    if let Some(folder) = args.out.as_deref().filter(|_| server.is_none()) {
        fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    }
    let mut failed = 0;
    for reader in &subscribers.readers {
        let round = Round { desk, memory: &memory, from: &subscribers.from, reader };
        let done = match &server {
            Some(server) => round.send(server, args.top),
            None => round.preview(args.out.as_deref(), args.top),
        };
        match done {
            Ok(told) if voice >= Voice::Normal => {
                say!("{}: {}", printable(&reader.address.to_string()), printable(&told));
            }
            Ok(_) => {}
            Err(error) => {
                failed += 1;
                say!("{}: {}", printable(&reader.address.to_string()), printable(&format!("{error:#}")));
            }
        }
    }
    match failed {
        0 => Ok(()),
        failed => bail!(
            "{failed} of {} digests were not delivered; the next run sends them",
            subscribers.readers.len()
        ),
    }
}

/// One reader's turn.
struct Round<'a> {
    desk: &'a mut Desk,
    memory: &'a Memory,
    from: &'a Mailbox,
    reader: &'a Reader,
}

impl Round<'_> {
    fn address(&self) -> &str {
        self.reader.address.email.as_ref()
    }

    /// The message for this reader with what he did not have yet; nothing where nothing is new to him.
    fn letter(&mut self, top: usize, date: Option<SystemTime>) -> anyhow::Result<Option<Letter>> {
        let had = self.memory.had(self.address())?;
        let top = self.reader.top.unwrap_or(top);
        let edition = self.desk.edition(&self.reader.wish(), top, &|paper| had.contains(paper))?;
        if edition.papers.is_empty() {
            return Ok(None);
        }
        let date = date.unwrap_or_else(|| mail::first_day(&edition));
        let message = mail::message(&edition, self.from, &self.reader.address, date)?;
        let message = String::from_utf8(message.formatted()).context("a message is ASCII")?;
        Ok(Some(Letter { message, papers: edition.papers }))
    }

    /// Sends what is on its way already, then what is new.
    fn send(mut self, server: &SmtpTransport, top: usize) -> anyhow::Result<String> {
        let mut sent = 0;
        if let Some(letter) = self.memory.on_its_way(self.address())? {
            sent += self.deliver(server, &letter)?;
        }
        if let Some(letter) = self.letter(top, Some(SystemTime::now()))? {
            self.memory.put_down(self.address(), &letter)?;
            sent += self.deliver(server, &letter)?;
        }
        Ok(if sent == 0 { "nothing new".to_owned() } else { format!("sent, with {sent} papers") })
    }

    /// Hands a message to the server, and notes that it took it; gives how many papers it tells of.
    fn deliver(&self, server: &SmtpTransport, letter: &Letter) -> anyhow::Result<usize> {
        let envelope = Envelope::new(Some(self.from.email.clone()), vec![self.reader.address.email.clone()])?;
        server.send_raw(&envelope, letter.message.as_bytes()).context("the server did not take it")?;
        let id =
            letter.message.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or_default();
        self.memory.delivered(self.address(), letter, id)?;
        Ok(letter.papers.len())
    }

    /// Writes the message that would be sent, and remembers nothing.
    fn preview(mut self, folder: Option<&Path>, top: usize) -> anyhow::Result<String> {
        let Some(letter) = self.letter(top, None)? else { return Ok("nothing new".to_owned()) };
        let papers = letter.papers.len();
        let Some(folder) = folder else {
            return Ok(format!("would be sent, with {papers} papers; say --send"));
        };
        let plain =
            |char: char| if char.is_ascii_alphanumeric() || ".-_@".contains(char) { char } else { '_' };
        let path = folder.join(self.address().chars().map(plain).collect::<String>() + ".eml");
        written(&path, letter.message.as_bytes())?;
        Ok(format!("{}, with {papers} papers", path.display()))
    }
}

/// The way to the server.
fn transport(smtp: &Smtp) -> anyhow::Result<SmtpTransport> {
    let mut parameters = TlsParameters::builder(smtp.host.clone());
    if let Some(path) = &smtp.ca_file {
        let pem = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let certificate = Certificate::from_pem(&pem)
            .with_context(|| format!("{}: holds no certificate in PEM", path.display()))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let (tls, port) = match smtp.security {
        Security::None => (Tls::None, 25),
        Security::Starttls => (Tls::Required(parameters.build()?), 587),
        Security::Tls => (Tls::Wrapper(parameters.build()?), 465),
    };
    let mut server = SmtpTransport::builder_dangerous(&smtp.host)
        .tls(tls)
        .port(smtp.port.unwrap_or(port))
        .timeout(Some(Duration::from_secs(smtp.timeout)));
    if let Some(user) = &smtp.user {
        let variable = smtp.password_env.as_deref().unwrap_or("BIBLIOGRAPH_SMTP_PASSWORD");
        let password = std::env::var(variable).map_err(|_| {
            Usage(format!("the password of {user} is wanted in the environment variable {variable}"))
        })?;
        server = server.credentials(Credentials::new(user.clone(), password));
    }
    Ok(server.build())
}
