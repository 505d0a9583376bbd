//! `/look`: language, light and size, remembered in cookies.

use axum::response::Response;

use crate::http::answer::{Trouble, own_address, see};
use crate::http::ask::Ask;
use crate::http::cookie;
use crate::http::hall::Hall;

/// What can be chosen.
const CHOICES: [(&str, &[&str]); 3] =
    [("language", &["zh", "en"]), ("theme", &["light", "dark"]), ("size", &["normal", "large"])];

/// Remembers a choice and goes back.
pub(in crate::http) fn change(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let chosen = |(name, values): &(&str, &[&str])| {
        let value = ask.field(name);
        values.contains(&value).then(|| cookie::set_look(name, value, hall.behind_tls))
    };
    let cookies: Vec<String> = CHOICES.iter().filter_map(chosen).collect();
    Ok(see(own_address(ask.field("back")), &cookies))
}
