//! The record (存证) on a database: the only room that speaks SQL.
use bonafide_procedure as _;
