//! Pages that are a warm front for an act: words first, then at most one form, then what else is worth knowing.

use axum::http::StatusCode;
use axum::response::Response;

use super::act_form::{self, ActForm, Again, Like};
use super::answer::{Trouble, page_with};
use super::ask::{Ask, Seen};
use super::blocks::{Block, Tab, csv};
use super::frame::Frame;
use super::hall::Hall;
use crate::words::say;

/// A page with words before a form and after it.
#[derive(askama::Template)]
#[template(path = "warm.html")]
pub(super) struct Warm<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) path: Vec<(String, String)>,
    pub(super) tabs: Vec<Tab>,
    pub(super) blocks: Vec<Block>,
    pub(super) form: Option<ActForm>,
    pub(super) after: Vec<Block>,
}

impl<'a> Warm<'a> {
    /// An empty page.
    pub(super) fn new(hall: &'a Hall, ask: &Ask, title: String) -> Self {
        let frame = Frame::new(hall, ask, title).with_csv();
        Self { frame, path: Vec::new(), tabs: Vec::new(), blocks: Vec::new(), form: None, after: Vec::new() }
    }

    /// An empty page of somebody's own matter: the way back to it, its tabs.
    pub(super) fn of_matter(hall: &'a Hall, ask: &Ask, seen: &Seen, title: String) -> Self {
        let (words, number) = (ask.words(hall), seen.gathered.number.as_str());
        let mut page = Self::new(hall, ask, title);
        page.path = vec![
            ("/me".to_owned(), words.say("web-menu-me")),
            (format!("/me/{number}"), say!(words, "web-me-title", number = number)),
        ];
        page.tabs = tabs(hall, ask, seen);
        page
    }

    /// With the form of an act; leaving it leads somewhere.
    pub(super) fn with_form(
        mut self,
        (hall, ask): (&Hall, &Ask),
        like: Like,
        again: &Again,
        cancel: String,
    ) -> Result<Self, Trouble> {
        let mut form = act_form::form(hall, ask, like, again)?;
        form.cancel = cancel;
        let key = format!("web-send-{}", like.act.replace('_', "-"));
        let words = ask.words(hall);
        if words.knows(&key) {
            form.submit = words.say(&key);
        }
        self.form = Some(form);
        Ok(self)
    }

    /// As an answer.
    pub(super) fn show(&self, status: StatusCode) -> Result<Response, Trouble> {
        match csv(&self.frame, [&self.blocks, &self.after]) {
            Some(file) => Ok(file),
            None => page_with(status, self),
        }
    }
}

/// The tabs of a person's own case; what is not there yet says so on its page.
pub(super) fn tabs(hall: &Hall, ask: &Ask, seen: &Seen) -> Vec<Tab> {
    let words = ask.words(hall);
    let base = format!("/me/{}", seen.gathered.number);
    let path = act_form::place(ask);
    let ends = [
        ("", "web-me-progress"),
        ("/interview", "web-me-interview"),
        ("/defence", "web-me-defence"),
        ("/result", "web-me-result"),
        ("/after", "web-me-after"),
    ];
    let tab = |(end, key): (&str, &str)| {
        let address = format!("{base}{end}");
        Tab { is_here: path == address, address, text: words.say(key) }
    };
    ends.into_iter().map(tab).collect()
}
