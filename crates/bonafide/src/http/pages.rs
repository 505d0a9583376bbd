//! The pages, a file a step of the address.

pub(super) mod act;
mod act_fields;
pub(super) mod calendar;
pub(super) mod case;
pub(super) mod case_record;
pub(super) mod cases;
pub(super) mod design;
pub(super) mod desk;
pub(super) mod export;
pub(super) mod home;
pub(super) mod look;
pub(super) mod receipt;
pub(super) mod rules;
pub(super) mod self_check;
pub(super) mod sign_in;
pub(super) mod what_if;
