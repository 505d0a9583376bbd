//! From command to events, a file a step. Each function sees the whole situation, changes nothing, and either gives the
//! events or the rule that refuses. What every command passes before is in `guard`.

mod accept;
mod appeal;
mod apply;
mod appraise;
mod assign;
mod close;
mod correct;
#[expect(
    clippy::module_inception,
    reason = "a step has the name it has in every folder, and one step is called decide"
)]
mod decide;
mod defend;
mod determine;
mod evidence;
mod find;
mod hear;
mod interview;
mod learn;
mod opinion;
mod outcome;
mod plan;
mod prefile;
mod propose;
mod protect;
mod publish;
mod recuse;
mod reflect;
mod remind;
mod report;
mod review;
mod revoke;
mod sanction;
mod screen;
mod suspend;
mod verify;

use crate::case::act::{Act, Command};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::Refusal;

/// What a step gives.
type Events = Result<Vec<Event>, Refusal>;

/// The events of a command that passed the guards.
#[expect(clippy::too_many_lines, reason = "one flat match, an arm an act")]
pub(crate) fn decide(here: &Situation<'_>, command: &Command) -> Events {
    let on = command.on;
    match &command.act {
        Act::Prefile(act) => prefile::prefile(here, act, command),
        Act::AnswerFiling(act) => prefile::answer(here, act),
        Act::FlagFiling(act) => prefile::flag(here, act),
        Act::Report(act) => report::report(here, act, on),
        Act::Screen(act) => screen::screen(here, act),
        Act::Apply(act) => apply::apply(here, act, on),
        Act::Endorse(act) => apply::endorse(here, act, &command.actor),
        Act::Contest(act) => apply::contest(here, act),
        Act::Withdraw(act) => apply::withdraw(here, act),
        Act::ApplyUnit(act) => apply::apply_unit(here, act, on),
        Act::Accept(act) => accept::accept(here, act),
        Act::Reject(act) => accept::reject(here, act),
        Act::RequestSupplement(act) => accept::request_supplement(here, act),
        Act::Supplement(act) => accept::supplement(here, act),
        Act::Enclose(act) => Ok(vec![Event::Enclosed(act.clone())]),
        Act::Assign(act) => assign::assign(here, act, on),
        Act::RequestRecusal(act) => recuse::request(here, act),
        Act::DecideRecusal(act) => recuse::decide(here, act),
        Act::Suspend(act) => suspend::suspend(here, act, on),
        Act::Resume(act) => suspend::resume(here, act, on),
        Act::Extend(act) => suspend::extend(here, act, command),
        Act::Plan(act) => plan::plan(here, act),
        Act::AddEvidence(act) => evidence::add(here, act, on),
        Act::ExcludeEvidence(act) => evidence::exclude(here, act),
        Act::Interview(act) => interview::interview(here, act, on),
        Act::Find(act) => find::find(here, act),
        Act::PreliminaryReport(act) => Ok(vec![Event::PreliminarilyReported(act.clone())]),
        Act::Opine(act) => opinion::opine(here, act),
        Act::Determine(act) => determine::determine(here, act),
        Act::Serve(act) => determine::serve(here, act),
        Act::Defend(act) => defend::defend(here, act, on),
        Act::WaiveDefence(act) => defend::waive(here, act, on),
        Act::Testify(act) => defend::testify(here, act),
        Act::Commission(act) => appraise::commission(here, act, on),
        Act::Appraise(act) => appraise::appraise(here, act, command),
        Act::NotifyHearing(act) => hear::notify(here, act, on),
        Act::Hear(act) => hear::hear(here, act, on),
        Act::Verify(act) => verify::verify(here, act),
        Act::Propose(act) => propose::propose(here, act),
        Act::Decide(act) => decide::decide(here, act, on),
        Act::Sanction(act) => sanction::sanction(here, act),
        Act::Reply(act) => publish::reply(here, act),
        Act::ReportUpward(act) => publish::report_upward(here, act),
        Act::File(act) => publish::file(here, act),
        Act::Publish(act) => publish::publish(here, act, command),
        Act::Object(act) => publish::object(here, act, on),
        Act::AnswerObjection(act) => publish::answer(here, act),
        Act::RequestReview(act) => review::request(here, act, on),
        Act::Review(act) => review::review(here, act, on),
        Act::RequestAppeal(act) => appeal::request(here, act, on),
        Act::AcceptAppeal(act) => appeal::accept(here, act),
        Act::Appeal(act) => appeal::appeal(here, act, on),
        Act::Clarify(act) => revoke::clarify(here, act),
        Act::Revoke(act) => revoke::revoke(here, act),
        Act::Transfer(act) => revoke::transfer(here, act),
        Act::PlanCorrection(act) => correct::plan(here, act, on),
        Act::ReportCorrection(act) => correct::report(here, act, command),
        Act::VerifyCorrection(act) => correct::verify(here, act, command),
        Act::Remind(act) => remind::remind(here, act, command),
        Act::ReplyReminder(act) => remind::reply(here, act, command),
        Act::PlanTalk(act) => remind::plan_talk(here, act, on),
        Act::Talk(act) => remind::talk(here, act),
        Act::Protect(act) => protect::protect(here, act),
        Act::QueryProtection(act) => protect::query(here, act),
        Act::FlagBreach(act) => protect::flag(here, act),
        Act::HandleBreach(act) => protect::handle(here, act),
        Act::ChannelDown(act) => protect::channel_down(here, act),
        Act::Encourage(act) => protect::encourage(here, act),
        Act::Learn(act) => learn::learn(here, act),
        Act::Train(act) => learn::train(here, act, command),
        Act::SpotCheck(act) => learn::spot_check(here, act),
        Act::Reflect(act) => reflect::reflect(here, act, command),
        Act::Close(act) => close::close(here, act),
    }
}
