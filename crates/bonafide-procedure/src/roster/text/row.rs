//! A row into a command.

use std::collections::BTreeMap;

use super::super::event::{AppointmentEnd, InterestEnd, KinshipEnd, ReportingEnd, ReviewerEnd, RosterCommand};
use super::super::parts::{
    Concern, Interest, Kin, Kinship, Office, Organ, OrganKey, Person, Pool, Reporting, Reviewer, Seat, Tenure, Unit,
};
use super::section::Section;
use super::table::{Cell, Row};
use super::{TextError, TextFault};
use crate::id::{CaseNo, Day, IdError, PersonId, UnitId};

const KINS: [(&str, Kin); 4] = [
    ("配偶", Kin::Spouse),
    ("直系血亲", Kin::Direct),
    ("三代以内旁系血亲", Kin::Collateral),
    ("近姻亲", Kin::Affinity),
];
const POOLS: [(&str, Pool); 2] = [("第三方", Pool::ThirdParty), ("评议员", Pool::Appraiser)];
const SEATS: [(&str, Seat); 2] = [("负责人", Seat::Chair), ("成员", Seat::Member)];

/// The names that this text gives to persons and units: an id may be followed by its name, for the reader's sake.
pub(super) struct Names<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    pub(super) fn of(rows: &'a [Row]) -> Self {
        let named = rows.iter().filter_map(|row| {
            let name = match row.section {
                Section::Units => row.cell("名称"),
                Section::Persons => row.cell("姓名"),
                _ => None,
            };
            Some((row.cell("编号")?.words.as_str(), name?.words.as_str()))
        });
        Self(named.collect())
    }

    /// The id in a cell that may go on with the name.
    fn id(&self, cell: &Cell) -> Result<String, TextError> {
        let Some((id, written)) = cell.words.split_once(char::is_whitespace) else { return Ok(cell.words.clone()) };
        let written = written.trim();
        if self.0.get(id).is_some_and(|name| *name == written) {
            return Ok(id.to_owned());
        }
        Err(wrong(cell, TextFault::NameDiffers { id: id.to_owned(), written: written.to_owned() }))
    }
}

/// The command a row stands for.
pub(super) fn command(row: &Row, names: &Names<'_>) -> Result<RosterCommand, TextError> {
    let read = Reading { row, names };
    Ok(match row.section {
        Section::Units => RosterCommand::AddUnit(Unit {
            id: read.unit("编号")?,
            name: read.words("名称")?,
            superior: row.cell("上级").map(|_| read.unit("上级")).transpose()?,
            within: row.cell("所属").map(|_| read.unit("所属")).transpose()?,
        }),
        Section::Organs => RosterCommand::NameOrgan(Organ { key: read.organ()?, aliases: read.aliases() }),
        Section::Persons => {
            RosterCommand::AddPerson(Person { id: read.person("编号")?, name: Some(read.words("姓名")?) })
        }
        Section::Offices => RosterCommand::Appoint(Office {
            person: read.person("人员")?,
            organ: read.organ()?,
            post: read.words("职务")?,
            seat: row.cell("席位").map_or(Ok(Seat::Member), |_| read.one_of("席位", &SEATS))?,
            tenure: read.tenure()?,
        }),
        Section::Kinship => RosterCommand::RecordKinship(Kinship {
            one: read.person("人员")?,
            other: read.person("亲属")?,
            kin: read.one_of("关系", &KINS)?,
            from: read.optional_day("自")?,
            until: read.optional_day("至")?,
        }),
        Section::Reporting => RosterCommand::RecordReporting(Reporting {
            person: read.person("人员")?,
            superior: read.person("上级")?,
            tenure: read.tenure()?,
        }),
        Section::Interests => RosterCommand::DeclareInterest(Interest {
            person: read.person("人员")?,
            concern: read.concern()?,
            what: read.words("说明")?,
            tenure: read.tenure()?,
        }),
        Section::Reviewers => RosterCommand::AddReviewer(Reviewer {
            person: read.person("人员")?,
            pool: read.one_of("名单", &POOLS)?,
            tenure: read.tenure()?,
        }),
        _ => return ending(&read),
    })
}

/// The sections that end something.
fn ending(read: &Reading<'_>) -> Result<RosterCommand, TextError> {
    let (person, until) = (read.person("人员")?, read.day("至")?);
    Ok(match read.row.section {
        Section::KinshipEnded => RosterCommand::EndKinship(KinshipEnd {
            one: person,
            other: read.person("亲属")?,
            kin: read.one_of("关系", &KINS)?,
            until,
        }),
        Section::ReportingEnded => {
            RosterCommand::EndReporting(ReportingEnd { person, superior: read.person("上级")?, until })
        }
        Section::InterestsEnded => RosterCommand::EndInterest(InterestEnd { person, concern: read.concern()?, until }),
        Section::ReviewersRetired => {
            RosterCommand::RetireReviewer(ReviewerEnd { person, pool: read.one_of("名单", &POOLS)?, until })
        }
        _ => RosterCommand::EndAppointment(AppointmentEnd {
            person,
            organ: read.organ()?,
            post: read.words("职务")?,
            until,
        }),
    })
}

/// A row being read, cell by cell.
struct Reading<'a> {
    row: &'a Row,
    names: &'a Names<'a>,
}

impl Reading<'_> {
    fn filled(&self, column: &'static str) -> Result<&Cell, TextError> {
        let missing = || TextError { at: self.row.at, fault: TextFault::CellEmpty { column } };
        self.row.cell(column).ok_or_else(missing)
    }

    fn words(&self, column: &'static str) -> Result<String, TextError> {
        self.filled(column).map(|cell| cell.words.clone())
    }

    fn person(&self, column: &'static str) -> Result<PersonId, TextError> {
        let cell = self.filled(column)?;
        PersonId::new(&self.names.id(cell)?).map_err(no_id(cell))
    }

    fn unit(&self, column: &'static str) -> Result<UnitId, TextError> {
        let cell = self.filled(column)?;
        UnitId::new(&self.names.id(cell)?).map_err(no_id(cell))
    }

    fn organ(&self) -> Result<OrganKey, TextError> {
        Ok(OrganKey { unit: self.unit("单位")?, name: self.words("机构")? })
    }

    fn aliases(&self) -> Vec<String> {
        let Some(cell) = self.row.cell("又称") else { return Vec::new() };
        let words = cell.words.split(['、', ',', '，']).map(str::trim);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    fn day(&self, column: &'static str) -> Result<Day, TextError> {
        let cell = self.filled(column)?;
        Day::parse(&cell.words).ok_or_else(|| wrong(cell, TextFault::NoDay { word: cell.words.clone() }))
    }

    fn optional_day(&self, column: &'static str) -> Result<Option<Day>, TextError> {
        self.row.cell(column).map(|_| self.day(column)).transpose()
    }

    fn tenure(&self) -> Result<Tenure, TextError> {
        Ok(Tenure { from: self.day("自")?, until: self.optional_day("至")? })
    }

    fn one_of<T: Copy>(&self, column: &'static str, list: &[(&'static str, T)]) -> Result<T, TextError> {
        let cell = self.filled(column)?;
        let found = list.iter().find(|(word, _)| *word == cell.words);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let allowed = list.iter().map(|(word, _)| *word).collect();
            wrong(cell, TextFault::WordUnknown { word: cell.words.clone(), allowed })
        })
    }

    /// `单位 qx-sl`, `人员 p01` or `案件 2026-0001`; after the id its name may stand.
    fn concern(&self) -> Result<Concern, TextError> {
        let cell = self.filled("涉及")?;
        let (kind, rest) = cell.words.split_once(char::is_whitespace).unwrap_or((&cell.words, ""));
        let named = Cell { words: rest.trim().to_owned(), at: cell.at };
        match kind {
            "单位" => UnitId::new(&self.names.id(&named)?).map(Concern::Unit).map_err(no_id(&named)),
            "人员" => PersonId::new(&self.names.id(&named)?).map(Concern::Person).map_err(no_id(&named)),
            "案件" => CaseNo::new(&named.words).map(Concern::Case).map_err(no_id(&named)),
            _ => {
                let allowed = vec!["单位", "人员", "案件"];
                Err(wrong(cell, TextFault::WordUnknown { word: kind.to_owned(), allowed }))
            }
        }
    }
}

fn no_id(cell: &Cell) -> impl FnOnce(IdError) -> TextError + '_ {
    |error| wrong(cell, TextFault::NoId { word: error.word })
}

fn wrong(cell: &Cell, fault: TextFault) -> TextError {
    TextError { at: cell.at, fault }
}
