//! The sections of a text and their columns. The words are fixed: the reference page and the example use them.

/// A table of the text, in the order in which tables are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Units,
    Organs,
    Persons,
    Offices,
    Kinship,
    Reporting,
    Interests,
    Reviewers,
    OfficesEnded,
    KinshipEnded,
    ReportingEnded,
    InterestsEnded,
    ReviewersRetired,
}

/// Whether a column may be left out, and its cells empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Must,
    May,
}

use Need::{May, Must};

/// A column: its header, and whether it must be filled.
pub(super) type Column = (&'static str, Need);

const ALL: [Section; 13] = [
    Section::Units,
    Section::Organs,
    Section::Persons,
    Section::Offices,
    Section::Kinship,
    Section::Reporting,
    Section::Interests,
    Section::Reviewers,
    Section::OfficesEnded,
    Section::KinshipEnded,
    Section::ReportingEnded,
    Section::InterestsEnded,
    Section::ReviewersRetired,
];

impl Section {
    pub(super) fn called(word: &str) -> Option<Self> {
        ALL.into_iter().find(|section| section.word() == word)
    }

    pub(super) fn words() -> Vec<&'static str> {
        ALL.into_iter().map(Self::word).collect()
    }

    fn word(self) -> &'static str {
        match self {
            Self::Units => "单位",
            Self::Organs => "机构",
            Self::Persons => "人员",
            Self::Offices => "任职",
            Self::Kinship => "亲属",
            Self::Reporting => "汇报",
            Self::Interests => "利害关系",
            Self::Reviewers => "外部人员",
            Self::OfficesEnded => "离任",
            Self::KinshipEnded => "亲属终止",
            Self::ReportingEnded => "汇报终止",
            Self::InterestsEnded => "利害关系终止",
            Self::ReviewersRetired => "退出名单",
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Units => &[("编号", Must), ("名称", Must), ("上级", May), ("所属", May)],
            Self::Organs => &[("单位", Must), ("机构", Must), ("又称", May)],
            Self::Persons => &[("编号", Must), ("姓名", Must)],
            Self::Offices => &[
                ("人员", Must),
                ("单位", Must),
                ("机构", Must),
                ("职务", Must),
                ("席位", May),
                ("自", Must),
                ("至", May),
            ],
            Self::Kinship => &[("人员", Must), ("亲属", Must), ("关系", Must), ("自", May), ("至", May)],
            Self::Reporting => &[("人员", Must), ("上级", Must), ("自", Must), ("至", May)],
            Self::Interests => &[("人员", Must), ("涉及", Must), ("说明", Must), ("自", Must), ("至", May)],
            Self::Reviewers => &[("人员", Must), ("名单", Must), ("自", Must), ("至", May)],
            Self::OfficesEnded => &[("人员", Must), ("单位", Must), ("机构", Must), ("职务", Must), ("至", Must)],
            Self::KinshipEnded => &[("人员", Must), ("亲属", Must), ("关系", Must), ("至", Must)],
            Self::ReportingEnded => &[("人员", Must), ("上级", Must), ("至", Must)],
            Self::InterestsEnded => &[("人员", Must), ("涉及", Must), ("至", Must)],
            Self::ReviewersRetired => &[("人员", Must), ("名单", Must), ("至", Must)],
        }
    }
}
