//! Refusals (不予办理): why a command was not carried out, as a code with arguments, the article, and what could be done.
//!
//! The sentences, and what could be done instead, are in the locales under `refusal-<code>`.

use crate::procedure::Citation;

/// Declares the rules: `Name "code" "law, article, date"`; an empty law means the regulation's own article is cited.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $code:literal $law:literal)*) => {
        /// A rule of the procedure that can refuse a command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $name,)* }

        impl Rule {
            /// All rules.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code of its sentence.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Law, article and date it rests on whatever a regulation says; empty when only the regulation says it.
            pub fn law(self) -> &'static str {
                match self { $(Self::$name => $law,)* }
            }
        }
    };
}

rules! {
    /// Nothing is done in a case that was never opened.
    NotOpened "not-opened" ""
    /// A closed case is closed.
    Closed "closed" ""
    /// A transferred case is with another organ.
    Transferred "transferred" "《公职人员政务处分法》第四十四条(2020-06-20)"
    /// The regulation in force knows no such step.
    StepNotProvided "step-not-provided" ""
    /// Another step comes first.
    StepBefore "step-before" ""
    /// It has been done and cannot be done twice.
    DoneAlready "done-already" ""
    /// No sanction, and nothing that leads to one, before the screening (INV-01).
    ScreenFirst "screen-first" "《中国共产党问责条例》第十七条(2019-08-25)"
    /// The screening found that tolerance is out: the case is on the ordinary track.
    OrdinaryTrack "ordinary-track" ""
    /// The screening cannot end the question while tolerance is still possible.
    ToleranceOpen "tolerance-open" "《中国共产党问责条例》第十七条(2019-08-25)"
    /// The person is not on the roster.
    UnknownPerson "unknown-person" ""
    /// The text names somebody else for this step.
    NotYourStep "not-your-step" ""
    /// One person, two duties that are apart (INV-02).
    DutiesApart "duties-apart" "《公职人员政务处分法》第四十七条(2020-06-20)"
    /// A tie bars the person (回避).
    Barred "barred" "《公职人员政务处分法》第四十七条(2020-06-20)"
    /// The person stands aside in this case.
    StoodAside "stood-aside" "《公职人员政务处分法》第四十八条(2020-06-20)"
    /// The day lies ahead.
    FutureDay "future-day" ""
    /// The day lies before what has already happened.
    EarlierDay "earlier-day" ""
    /// The term is over: the right has lapsed.
    TermOver "term-over" ""
    /// No term of this step runs.
    NoTerm "no-term" ""
    /// A term is extended once.
    ExtendOnce "extend-once" ""
    /// The text allows no extension here.
    NoExtension "no-extension" ""
    /// What is missing is asked for once, in full.
    SupplementOnce "supplement-once" "《行政许可法》第三十二条(2019-04-23)"
    /// The calendar needed for the term is missing.
    CalendarMissing "calendar-missing" ""
    /// The defence is heard, waived or its term over before anybody decides (INV-04).
    DefenceFirst "defence-first" "《公职人员政务处分法》第四十三条(2020-06-20)"
    /// The paper was not served on the person.
    NotServed "not-served" "《公职人员政务处分法》第四十六条(2020-06-20)"
    /// Facts that still matter have not been examined: nothing is signed (INV-08).
    Undetermined "undetermined" ""
    /// The rules contradict each other here: nothing is signed.
    Conflict "conflict" ""
    /// A departure from what the rules give needs a written reason (INV-03).
    DepartureReason "departure-reason" "《个人信息保护法》第二十四条(2021-08-20)"
    /// A proved red line is never departed from towards the lighter (INV-07).
    RedLineHolds "red-line-holds" ""
    /// Defence, review and appeal never make it worse (INV-09).
    NeverWorse "never-worse" "《公务员法》第九十六条(2018-12-29)"
    /// The decision names the right, the body and the term of review.
    RemedyMissing "remedy-missing" "《公职人员政务处分法》第四十五条(2020-06-20)"
    /// The rules of the day of the act, or later milder ones, decide (INV-05).
    NotInForce "not-in-force" "《立法法》第一百零四条(2023-03-13)"
    /// An exempted person's case is not to be held against them here (INV-10).
    Protected "protected" ""
    /// The organ is not quorate without the members who stand aside.
    Quorum "quorum" ""
    /// The votes do not carry it.
    NotCarried "not-carried" ""
    /// Somebody votes who is not a member that day, twice, or not at all.
    VoteWrong "vote-wrong" ""
    /// The organ named is not the competent one.
    WrongOrgan "wrong-organ" ""
    /// At least two investigators.
    TwoInvestigators "two-investigators" "《公职人员政务处分法》第四十二条(2020-06-20)"
    /// The record is read back and signed.
    ReadBack "read-back" "《监察法》第四十四条(2024-12-25)"
    /// Somebody sits beside the person in an interview.
    CompanionMissing "companion-missing" ""
    /// The application bears the unit's seal.
    SealMissing "seal-missing" ""
    /// The unit's discussion is on record: votes, dissent, reason.
    DiscussionMissing "discussion-missing" ""
    /// The regulation knows no such fact.
    UnknownFact "unknown-fact" ""
    /// The fact cannot have this value.
    WrongValue "wrong-value" ""
    /// A finding names the evidence it rests on.
    FindingWithoutEvidence "finding-without-evidence" ""
    /// No such piece of evidence, or it was excluded.
    UnknownEvidence "unknown-evidence" ""
    /// The number of a piece of evidence is used once.
    EvidenceTwice "evidence-twice" ""
    /// The regulation knows no such item, effect or use.
    UnknownWord "unknown-word" ""
    /// The plan leaves out facts that decide.
    PlanIncomplete "plan-incomplete" ""
    /// A third party assesses first (重大失误).
    AppraisalDue "appraisal-due" ""
    /// A hearing is held first (重大公共利益).
    HearingDue "hearing-due" ""
    /// The hearing is not held before the day of its notice.
    HearingEarly "hearing-early" ""
    /// The reviewers were not drawn or asked.
    NotCommissioned "not-commissioned" ""
    /// Drawing again by the seed gives other reviewers.
    LotMismatch "lot-mismatch" ""
    /// Different people propose, look over and approve a publication.
    SameReleaser "same-releaser" "《中国共产党党务公开条例(试行)》第十五条(2017-12-25)"
    /// What the decision orders is not done.
    WorkOpen "work-open" ""
    /// There is no such number here.
    UnknownNumber "unknown-number" ""
    /// The owner of a measure does not verify it.
    OwnerVerifies "owner-verifies" ""
    /// Only the person concerned reads and writes this.
    OwnWords "own-words" ""
    /// A batch takes clear and small matters only (一事一议).
    NotForBatch "not-for-batch" ""
    /// The person did not agree to be told of.
    ConsentMissing "consent-missing" ""
    /// The paper or the file is not of this case.
    WrongFile "wrong-file" ""
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub rule: Rule,
    /// What it is about, for the sentence.
    pub arguments: Vec<(&'static str, String)>,
    /// The article of the regulation in force, where it has one for this.
    pub citation: Citation,
}

impl Refusal {
    /// A refusal by a rule.
    pub fn by(rule: Rule) -> Self {
        Self { rule, arguments: Vec::new(), citation: Citation::default() }
    }

    /// With a word for its sentence.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.arguments.push((key, value.to_string()));
        self
    }

    /// With the article it rests on.
    #[must_use]
    pub fn citing(mut self, citation: &Citation) -> Self {
        self.citation = citation.clone();
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "refused by `{}`", self.rule.code())?;
        for (key, value) in &self.arguments {
            write!(out, ", {key}: {value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
