//! The years built in, as data made from the notices (holiday-cn, MIT, © 2019 NateScarlet; its licence stands beside it).

/// One text a year, oldest first.
pub(super) const YEARS: [&str; 20] = [
    include_str!("../../data/calendar/2007.json"),
    include_str!("../../data/calendar/2008.json"),
    include_str!("../../data/calendar/2009.json"),
    include_str!("../../data/calendar/2010.json"),
    include_str!("../../data/calendar/2011.json"),
    include_str!("../../data/calendar/2012.json"),
    include_str!("../../data/calendar/2013.json"),
    include_str!("../../data/calendar/2014.json"),
    include_str!("../../data/calendar/2015.json"),
    include_str!("../../data/calendar/2016.json"),
    include_str!("../../data/calendar/2017.json"),
    include_str!("../../data/calendar/2018.json"),
    include_str!("../../data/calendar/2019.json"),
    include_str!("../../data/calendar/2020.json"),
    include_str!("../../data/calendar/2021.json"),
    include_str!("../../data/calendar/2022.json"),
    include_str!("../../data/calendar/2023.json"),
    include_str!("../../data/calendar/2024.json"),
    include_str!("../../data/calendar/2025.json"),
    include_str!("../../data/calendar/2026.json"),
];
