//! Help, the manual page and completions, in the language of the reader; and what clap refuses, in plain words.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, ValueEnum};

use super::options::Options;
use super::{Exit, Fault, Terminal, environment_language};
use crate::report::paint::Ink;
use crate::words::{Language, Words, say};

/// Returns the language asked for with `--lang`, or else that of the environment.
///
/// It is needed before the arguments are read, because their help is shown in it.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let texts = || arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    let after = texts().zip(texts().skip(1)).find(|(flag, _)| *flag == "--lang").map(|(_, value)| value);
    let joined = texts().find_map(|argument| argument.strip_prefix("--lang="));
    let asked = joined.or(after).and_then(|value| Language::from_str(value, true).ok());
    asked.unwrap_or_else(environment_language)
}

/// Returns the command with all its help in one language.
pub(super) fn command(words: &Words) -> Command {
    let command = spoken(Options::command(), words, "");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    command.arg(help.help(words.say("cli-help"))).arg(version.help(words.say("cli-version")))
}

/// Sets the words of a command and of those under it; `path` is the verbs above it, each with a hyphen: the words of
/// `bonafide calendar due` have the keys `cli-calendar-due-…`.
fn spoken(command: Command, words: &Words, path: &str) -> Command {
    let key = |part: &str| format!("cli-{path}{part}");
    let names: Vec<String> = command.get_subcommands().map(|under| under.get_name().to_owned()).collect();
    let has_places = command.get_positionals().next().is_some();
    let template = template(words, !names.is_empty(), has_places);
    let mut command = command
        .about(words.say(&key("about")))
        .long_about(None)
        .override_usage(words.say(&key("usage")))
        .help_template(template);
    let after = key("exit");
    if words.knows(&after) {
        command = command.after_help(words.say(&after));
    }
    command = command.mut_args(|argument| {
        let mut own = key(argument.get_id().as_str());
        if !words.knows(&own) {
            own = format!("cli-common-{}", argument.get_id());
        }
        let argument = argument.help(words.say(&own));
        // The words of the help name values and default already.
        if argument.get_action().takes_values() {
            argument.hide_possible_values(true).hide_default_value(true)
        } else {
            argument
        }
    });
    for name in names {
        let under = format!("{path}{name}-");
        command = command.mut_subcommand(name, |inner| spoken(inner, words, &under));
    }
    command
}

/// Headings in the reader's language around the parts clap fills in.
fn template(words: &Words, has_verbs: bool, has_places: bool) -> String {
    let mut template = format!("{{about}}\n\n{}\n  {{usage}}\n", words.say("cli-heading-usage"));
    if has_verbs {
        template.push_str(&format!("\n{}\n{{subcommands}}\n", words.say("cli-heading-verbs")));
    }
    if has_places {
        template.push_str(&format!("\n{}\n{{positionals}}\n", words.say("cli-heading-places")));
    }
    template.push_str(&format!("\n{}\n{{options}}{{after-help}}\n", words.say("cli-heading-options")));
    template
}

/// Shows help and version; tells in plain words what is wrong with the arguments.
pub(super) fn refuse(terminal: &mut Terminal, error: &clap::Error) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let shown = write!(terminal.out, "{}", error.render()).and_then(|()| terminal.out.flush());
        return if shown.is_ok() { Exit::Yes } else { Exit::Fault };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        terminal.tell(error.render().to_string().trim_end());
        return Exit::Fault;
    }
    let words = &terminal.words;
    let context =
        |kind| error.get(kind).map(|value| value.to_string().trim_matches('\'').to_owned()).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => say!(words, "cli-usage-verb", verb = context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => words.say("cli-usage-no-verb"),
        ErrorKind::UnknownArgument => say!(words, "cli-usage-unknown", argument = argument),
        ErrorKind::MissingRequiredArgument => say!(words, "cli-usage-missing", argument = argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if context(ContextKind::InvalidValue).is_empty() => {
            say!(words, "cli-usage-no-value", argument = argument)
        }
        // What reads a value says in a key why it cannot: see `options::BadValue`.
        ErrorKind::ValueValidation if bad_value(error).is_some_and(|key| words.knows(&key)) => {
            let key = bad_value(error).unwrap_or_default();
            say!(words, key, argument = argument, value = context(ContextKind::InvalidValue))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let values = context(ContextKind::ValidValue);
            say!(
                words,
                "cli-usage-value",
                argument = argument,
                value = context(ContextKind::InvalidValue),
                values = values
            )
        }
        ErrorKind::ArgumentConflict => say!(words, "cli-usage-twice", argument = argument),
        _ => say!(words, "cli-usage-other", argument = argument),
    };
    terminal.tell(&format!("{} {sentence}", terminal.paint_errors().ink(Ink::Bad, &words.say("cli-fault"))));
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg].map(context).concat();
    if !near.is_empty() {
        terminal.tell(&say!(words, "cli-usage-near", near = near));
    }
    terminal.tell(&words.say("cli-usage-help"));
    Exit::Fault
}

/// The key of the sentence about a value that could not be read.
fn bad_value(error: &clap::Error) -> Option<String> {
    std::error::Error::source(error).map(ToString::to_string)
}

/// Prints the manual page: the whole command line on one page.
pub(super) fn man(terminal: &mut Terminal) -> Result<Exit, Fault> {
    let mut command = command(&terminal.words);
    command.build();
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(command.clone());
    manual.render_title(&mut page)?;
    manual.render_name_section(&mut page)?;
    manual.render_synopsis_section(&mut page)?;
    manual.render_description_section(&mut page)?;
    manual.render_options_section(&mut page)?;
    for verb in command.get_subcommands() {
        verb_page(verb, "BONAFIDE", &mut page)?;
    }
    terminal.out.write_all(&page)?;
    Ok(Exit::Yes)
}

/// The section of a verb, then those of the verbs under it.
fn verb_page(verb: &Command, above: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let manual = clap_mangen::Man::new(verb.clone());
    let name = format!("{above} {}", verb.get_name().to_uppercase());
    writeln!(page, ".SH \"{name}\"")?;
    let mut section = Vec::new();
    manual.render_description_section(&mut section)?;
    manual.render_synopsis_section(&mut section)?;
    manual.render_options_section(&mut section)?;
    let section = String::from_utf8_lossy(&section);
    // Inside a verb's section the usual parts are one step lower.
    for line in section.lines().filter(|line| !line.starts_with(".ie") && !line.starts_with(".el")) {
        writeln!(page, "{}", line.replacen(".SH ", ".SS ", 1))?;
    }
    if let Some(after) = verb.get_after_help() {
        writeln!(page, ".SS EXIT STATUS\n.nf\n{after}\n.fi")?;
    }
    for under in verb.get_subcommands() {
        verb_page(under, &name, page)?;
    }
    Ok(())
}

/// Prints a completion script.
pub(super) fn completions(terminal: &mut Terminal, shell: clap_complete::Shell) -> Result<Exit, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(&terminal.words), "bonafide", &mut script);
    terminal.out.write_all(&script)?;
    Ok(Exit::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command and argument with its help.
    fn told(command: &Command, into: &mut Vec<(String, String)>) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        into.push((command.get_name().to_owned(), about));
        for argument in
            command.get_arguments().filter(|argument| !["help", "version"].contains(&argument.get_id().as_str()))
        {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            into.push((format!("{} {}", command.get_name(), argument.get_id()), help));
        }
        for verb in command.get_subcommands() {
            told(verb, into);
        }
    }

    #[test]
    fn the_english_help_is_the_doc_comment() {
        let (mut documented, mut spoken) = (Vec::new(), Vec::new());
        told(&Options::command(), &mut documented);
        told(&command(&Words::new(Language::English)), &mut spoken);
        assert_eq!(documented, spoken);
    }

    #[test]
    fn the_command_line_is_sound() {
        for language in [Language::Chinese, Language::English] {
            command(&Words::new(language)).debug_assert();
        }
    }

    #[test]
    fn the_language_is_known_before_the_arguments_are() {
        let asked = |arguments: &[&str]| language(&arguments.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["bonafide", "--lang", "zh"]), Language::Chinese);
        assert_eq!(asked(&["bonafide", "check", "--lang=zh", "a.md"]), Language::Chinese);
        assert_eq!(asked(&["bonafide", "--lang", "en", "check"]), Language::English);
    }
}
