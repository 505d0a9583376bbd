//! A connection to PostgreSQL: checked settings, prepared statements, and an ear for warnings.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll};

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::types::{FromSqlOwned, ToSql};
use tokio_postgres::{
    AsyncMessage, Client, Config, Connection, Error, NoTls, Row, SimpleQueryMessage, SimpleQueryRow, Socket, Statement,
};

use super::sql;
use crate::error::{Fault, OpenError};

/// A value for a statement.
pub(super) type Value<'a> = &'a (dyn ToSql + Sync);

/// One connection. Whoever asks waits: the runtime below runs only as long.
pub(super) struct Link {
    runtime: Runtime,
    connection: Connection<Socket, NoTlsStream>,
    client: Client,
    /// By text; forgotten together when there are too many.
    statements: HashMap<String, Statement>,
    /// A warning came since this was last looked at.
    is_warned: bool,
    /// The server lets us wait for its log apart from a commit.
    waits_apart: bool,
    /// The statements that are sent as text have their names.
    is_named: bool,
}

/// Statements a connection keeps prepared; the record has a dozen, lists are asked for in many ways.
const STATEMENTS_MAX: usize = 256;

/// Why there is no connection.
pub(super) enum Unconnected {
    /// The server is there, the database is not.
    NoDatabase(Fault),
    /// Anything else.
    Fault(Fault),
}

/// How a write that was sent together with its commit ended without an answer to both.
pub(super) enum Broken {
    /// The server refused the write; the commit behind it was none.
    Refused(Fault),
    /// Nobody knows.
    Unknown,
}

impl From<Fault> for Broken {
    /// Nothing was sent. The transaction ends with its connection, as after any unknown end.
    fn from(_: Fault) -> Self {
        Self::Unknown
    }
}

impl From<Unconnected> for Fault {
    fn from(unconnected: Unconnected) -> Self {
        match unconnected {
            Unconnected::NoDatabase(fault) | Unconnected::Fault(fault) => fault,
        }
    }
}

impl From<Unconnected> for OpenError {
    fn from(unconnected: Unconnected) -> Self {
        Self::Fault(unconnected.into())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(describe(&error))
    }
}

impl From<Error> for OpenError {
    fn from(error: Error) -> Self {
        Self::Fault(error.into())
    }
}

/// The server's words, with its code, or the connection's.
fn describe(error: &Error) -> String {
    match error.as_db_error() {
        Some(database) => format!("PostgreSQL: {} ({})", database.message(), database.code().code()),
        None => {
            let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
            format!("PostgreSQL: {error}{cause}")
        }
    }
}

/// Reads a connection string.
pub(super) fn config(url: &str) -> Result<Config, Fault> {
    url.parse::<Config>().map_err(Fault::from)
}

impl Link {
    pub(super) fn connect(config: &Config) -> Result<Self, Unconnected> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Unconnected::Fault(error.into()))?;
        let (client, connection) = runtime.block_on(config.connect(NoTls)).map_err(|error| {
            let is_missing = error.code() == Some(&SqlState::INVALID_CATALOG_NAME);
            if is_missing { Unconnected::NoDatabase(error.into()) } else { Unconnected::Fault(error.into()) }
        })?;
        let statements = HashMap::new();
        let mut link =
            Self { runtime, connection, client, statements, is_warned: false, waits_apart: false, is_named: false };
        link.send(sql::SETTINGS).map_err(Unconnected::Fault)?;
        Ok(link)
    }

    /// Waits for an answer while the connection writes and reads.
    fn run<T>(&mut self, ask: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> Result<T, Error> {
        let Self { runtime, connection, client, is_warned, .. } = self;
        let mut answer = pin!(ask(client));
        runtime.block_on(poll_fn(|context| {
            if let Poll::Ready(Err(error)) = carry(connection, is_warned, context) {
                return Poll::Ready(Err(error));
            }
            answer.as_mut().poll(context)
        }))
    }

    fn statement(&mut self, text: &str) -> Result<Statement, Fault> {
        if let Some(statement) = self.statements.get(text) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        let statement = self.run(async |client| client.prepare(text).await)?;
        self.statements.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(super) fn execute(&mut self, text: &str, values: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.statement(text)?;
        Ok(self.run(async |client| client.execute(&statement, values).await)?)
    }

    pub(super) fn query(&mut self, text: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        let statement = self.statement(text)?;
        Ok(self.run(async |client| client.query(&statement, values).await)?)
    }

    /// Sends statements without values and gives the one row they answer with, as text.
    fn ask(&mut self, text: &str) -> Result<SimpleQueryRow, Fault> {
        one_row(self.run(async |client| client.simple_query(text).await)?)
    }

    /// Sends statements without values, such as the bounds of a transaction.
    pub(super) fn send(&mut self, text: &str) -> Result<(), Fault> {
        Ok(self.run(async |client| client.batch_execute(text).await)?)
    }

    /// From now on the head is not held while the log is written to the disk, if the server can.
    pub(super) fn wait_apart(&mut self, is_possible: bool) {
        self.waits_apart = is_possible;
    }

    /// Names the statements that are sent as text, once a connection: the server need not plan them each time.
    fn name_statements(&mut self) -> Result<(), Fault> {
        if !self.is_named {
            self.send(if self.waits_apart { sql::NAMED_APART } else { sql::NAMED })?;
            self.is_named = true;
        }
        Ok(())
    }

    /// Begins a transaction that takes the head for itself, and gives the head.
    pub(super) fn begin_with_head(&mut self) -> Result<SimpleQueryRow, Fault> {
        self.name_statements()?;
        self.ask(sql::BEGIN_WITH_HEAD)
    }

    /// The same, with a question that is answered before the head is waited for; both travel together.
    pub(super) fn query_and_begin(
        &mut self,
        text: &str,
        values: &[Value<'_>],
    ) -> Result<(Vec<Row>, SimpleQueryRow), Fault> {
        self.name_statements()?;
        let statement = self.statement(text)?;
        let (rows, head) = self.run(async |client| {
            let (rows, head) = both(client.query(&statement, values), client.simple_query(sql::BEGIN_WITH_HEAD)).await;
            Ok((rows?, head?))
        })?;
        Ok((rows, one_row(head)?))
    }

    /// Writes and commits: both travel together, and the answer comes when it is durable. If the server refuses the
    /// write, the commit behind it ends a transaction that failed, and nothing was written.
    pub(super) fn execute_and_commit(&mut self, text: &str, values: &[Value<'_>]) -> Result<(), Broken> {
        let statement = self.statement(text)?;
        let commit = if self.waits_apart { sql::COMMIT_AND_SETTLE } else { "COMMIT" };
        self.is_warned = false;
        let ended =
            self.run(async |client| Ok(both(client.query(&statement, values), client.batch_execute(commit)).await));
        match ended {
            Ok((Ok(_), Ok(()))) if !self.is_warned => Ok(()),
            Ok((Err(refused), Ok(()))) if refused.as_db_error().is_some() => Err(Broken::Refused(refused.into())),
            _ => Err(Broken::Unknown),
        }
    }

    /// Waits until all that could be read before is durable.
    pub(super) fn settle(&mut self) -> Result<(), Fault> {
        self.send_unwarned(if self.waits_apart { sql::SETTLE } else { sql::SETTLE_WITH_HEAD })
    }

    pub(super) fn commit(&mut self) -> Result<(), Fault> {
        self.send_unwarned("COMMIT")
    }

    /// Ends in a commit. A warning meanwhile, such as a wait for the standby that was cut short, leaves the outcome unknown.
    fn send_unwarned(&mut self, text: &str) -> Result<(), Fault> {
        self.is_warned = false;
        self.send(text)?;
        if self.is_warned {
            return Err(Fault::new("PostgreSQL warned during the commit"));
        }
        Ok(())
    }
}

/// Lets a connection write what it was given and read what came.
fn carry(
    connection: &mut Connection<Socket, NoTlsStream>,
    is_warned: &mut bool,
    context: &mut Context<'_>,
) -> Poll<Result<(), Error>> {
    loop {
        match connection.poll_message(context) {
            Poll::Ready(Some(Ok(AsyncMessage::Notice(notice)))) => *is_warned |= notice.severity() == "WARNING",
            Poll::Ready(Some(Ok(_))) => {}
            Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(error)),
            Poll::Ready(None) => return Poll::Ready(Ok(())),
            Poll::Pending => return Poll::Pending,
        }
    }
}

/// Asks two questions, the second sent without waiting for the answer to the first, and waits for both answers.
async fn both<A, B>(first: impl Future<Output = A>, second: impl Future<Output = B>) -> (A, B) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let (mut one, mut other) = (None, None);
    poll_fn(move |context| {
        if one.is_none()
            && let Poll::Ready(answer) = first.as_mut().poll(context)
        {
            one = Some(answer);
        }
        if other.is_none()
            && let Poll::Ready(answer) = second.as_mut().poll(context)
        {
            other = Some(answer);
        }
        match (one.take(), other.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            (rest, others) => {
                (one, other) = (rest, others);
                Poll::Pending
            }
        }
    })
    .await
}

fn one_row(answers: Vec<SimpleQueryMessage>) -> Result<SimpleQueryRow, Fault> {
    let row = answers.into_iter().find_map(|answer| match answer {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    row.ok_or_else(|| Fault::new("PostgreSQL gave no row"))
}

/// A column of a row.
pub(super) fn get<T: FromSqlOwned>(row: &Row, at: usize) -> Result<T, Fault> {
    Ok(row.try_get(at)?)
}

/// A column that is never negative.
pub(super) fn number<T: TryFrom<i64>>(row: &Row, at: usize) -> Result<T, Fault> {
    let number: i64 = get(row, at)?;
    T::try_from(number).map_err(|_| Fault::new("a number out of its range"))
}

/// Bytes of a fixed length.
pub(super) fn bytes<const N: usize>(row: &Row, at: usize) -> Result<[u8; N], Fault> {
    let bytes: &[u8] = row.try_get(at)?;
    bytes.try_into().map_err(|_| Fault::new("bytes of another length"))
}

/// Bytes of a fixed length, or none.
pub(super) fn maybe_bytes<const N: usize>(row: &Row, at: usize) -> Result<Option<[u8; N]>, Fault> {
    let bytes: Option<&[u8]> = row.try_get(at)?;
    bytes.map(|bytes| bytes.try_into().map_err(|_| Fault::new("bytes of another length"))).transpose()
}

/// PostgreSQL's integers are signed.
pub(super) fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::new("a number over 2^63"))
}

/// A number in a row of text.
pub(super) fn text_number(row: &SimpleQueryRow, at: usize) -> Result<u64, Fault> {
    let text = row.try_get(at)?.ok_or_else(|| Fault::new("a number is missing"))?;
    text.parse().map_err(Fault::new)
}

/// Bytes in a row of text: `\x` and hexadecimal.
pub(super) fn text_bytes(row: &SimpleQueryRow, at: usize) -> Result<Option<Vec<u8>>, Fault> {
    let Some(text) = row.try_get(at)? else { return Ok(None) };
    let malformed = || Fault::new("bytes that do not read");
    let digits = text.strip_prefix("\\x").ok_or_else(malformed)?;
    let pairs = digits.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).map_err(Fault::new)?;
        u8::from_str_radix(pair, 16).map_err(Fault::new)
    });
    pairs.collect::<Result<Vec<u8>, Fault>>().map(Some)
}
