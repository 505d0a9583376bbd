//! Fault tests that loop: something breaks, and afterwards nothing acknowledged is lost, nothing half is there, and the
//! record verifies. `docs/reliability.md` says what each test does, and what the long runs gave.
//!
//! ```text
//! cargo test -p bonafide-store --features testing --test faults            small, as in continuous integration
//! … -- kills power                                                         only tests whose name contains a word
//! BONAFIDE_FAULTS=long …                                                   long, as a person runs it
//! BONAFIDE_FAULTS_KILLS=20000 …                                            one count by itself
//! ```
//!
//! The binary is also the process that is killed: `faults child …` ([`child`]). A test that cannot run here says so in
//! the output, is counted as ignored and never as passed.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod bench;
#[cfg(test)]
mod calls;
#[cfg(test)]
mod child;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod cluster;
#[cfg(test)]
mod control;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod drill;
#[cfg(test)]
mod failover;
#[cfg(test)]
mod full;
#[cfg(test)]
mod image;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod linear;
#[cfg(test)]
mod place;
#[cfg(test)]
mod power;
#[cfg(test)]
mod process;
#[cfg(test)]
mod rot;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod script;
#[cfg(test)]
mod short;
#[cfg(test)]
mod strace;

#[cfg(test)]
fn main() -> std::process::ExitCode {
    bench::main(TESTS)
}

/// All tests; the dear ones first, so that the two that run side by side end together.
#[cfg(test)]
const TESTS: &[bench::Test] = &[
    bench::Test { name: "calls::nothing_is_lost_when_any_call_fails", run: calls::every_call },
    bench::Test { name: "kills::nothing_is_lost_by_a_kill_at_any_write", run: kills::every_write },
    bench::Test { name: "kills::nothing_is_lost_by_kills_at_random_times", run: kills::random_times },
    bench::Test { name: "crash::nothing_is_lost_when_postgresql_crashes_under_racing_nodes", run: crash::crashes },
    bench::Test { name: "crash::a_commit_cut_short_is_never_acknowledged", run: crash::cancelled },
    bench::Test { name: "crash::nothing_is_signed_before_the_standby_has_it", run: crash::unsettled_checkpoint },
    bench::Test { name: "failover::a_synchronous_standby_loses_nothing", run: failover::synchronous },
    bench::Test { name: "failover::what_a_lagging_standby_lost_is_seen_by_the_pin", run: failover::asynchronous },
    bench::Test { name: "power::nothing_acknowledged_is_lost_when_the_power_is_cut", run: power::cuts },
    bench::Test { name: "power::what_a_resend_acknowledged_survives_a_cut_after_a_kill", run: power::cut_after_kill },
    bench::Test { name: "short::a_write_cut_short_anywhere_loses_nothing", run: short::short_writes },
    bench::Test { name: "linear::what_concurrent_users_see_is_linearisable", run: linear::concurrent_users },
    bench::Test { name: "linear::the_checker_refuses_wrong_histories", run: linear::the_checker_bites },
    bench::Test { name: "clock::times_rise_whatever_the_clock_does", run: clock::set },
    bench::Test { name: "clock::a_rush_stays_within_a_second_of_the_clock", run: clock::rush },
    bench::Test { name: "rot::a_flipped_bit_in_a_column_is_named_by_position", run: rot::columns },
    bench::Test { name: "rot::a_flipped_bit_in_a_file_is_named_or_written_anew", run: rot::files },
    bench::Test { name: "rot::a_flipped_bit_in_the_database_is_never_read_silently", run: rot::pages },
    bench::Test { name: "drill::a_forgery_with_every_hash_reckoned_again_is_caught_outside", run: drill::drill },
    bench::Test { name: "full::a_full_disk_loses_nothing_and_the_record_goes_on", run: full::full },
];
