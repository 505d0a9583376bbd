//! Many cases, the same each time: the story of the bridge is played once through the one road for a few days of beginning;
//! each case then is a copy of what was recorded, cut off at a step drawn at random, with a matter, a unit and a person of
//! its own, and goes straight into the record with the commands of others.

use std::sync::Arc;

use bonafide::handle::people::{Import, import};
use bonafide::handle::rules::{Adopt, adopt};
use bonafide::handle::{CASE, Clock, Desk, Request, Target, handle};
use bonafide::site::{Making, Place};
use bonafide_procedure::case::{Entry, Event};
use bonafide_procedure::id::{CaseNo, Day, PersonId, UnitId};
use bonafide_procedure::story::{self, BeatKind};
use bonafide_store::{Append, CasePerson, CasePlace, CaseRow, CaseTie, NO_DAY, Pending, StreamId, Written};

const STORY: &str = include_str!("../../../stories/exempted-bridge.md");
const PEOPLE: &str = include_str!("../../../examples/people-qinghe.md");
const REGULATION: &str = include_str!("../../../regulations/general.md");

/// Commands under way at once.
const UNDER_WAY: usize = 1_024;

/// Days between the plays of the story.
const SHIFTS: [i64; 4] = [0, 30, 60, 90];

/// A sequence anybody can repeat.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % bound as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const PLACES: [&str; 24] = [
    "青石", "白沙", "柳河", "东关", "西坪", "南岭", "北川", "龙泉", "石桥", "沙洲", "双井", "大湾", "马场", "梅溪",
    "竹园", "云峰", "清水", "红岩", "金桥", "松林", "平安", "长滩", "新塘", "古渡",
];
const THINGS: [&str; 24] = [
    "大桥",
    "水闸",
    "泵站",
    "堤防",
    "河道",
    "道路",
    "管网",
    "校舍",
    "卫生院",
    "敬老院",
    "市场",
    "码头",
    "仓库",
    "车站",
    "电站",
    "渠道",
    "公园",
    "林场",
    "果园",
    "茶场",
    "信贷",
    "补贴",
    "安置房",
    "污水厂",
];
const FAULTS: [&str; 24] = [
    "未招标即修复",
    "变更设计未报批",
    "超概算",
    "延误工期",
    "先行开工",
    "试点方案有误",
    "资金拨付迟缓",
    "合同条款疏漏",
    "验收不严",
    "监理缺位",
    "数据错报",
    "公示不足",
    "评估失准",
    "审批超时",
    "材料错用",
    "选址不当",
    "施工交底不清",
    "应急处置不当",
    "招商承诺失当",
    "台账不全",
    "测算偏差",
    "信息系统停机",
    "培训缺失",
    "巡查遗漏",
];
const UNITS: [&str; 4] = ["qh-sl", "yy", "yh", "qh-zz"];

/// Opens a site for benches, with roster and regulation.
pub fn open(data: &std::path::Path) -> Desk {
    let day = Day::parse("2026-06-30").expect("a day");
    let place = Place { data: data.to_owned(), database: None };
    let desk = place.open_at(Making::Allowed, Clock(Arc::new(move || day))).expect("a site");
    if desk.roster().expect("a roster").persons().next().is_none() {
        let (actor, on) = (PersonId::new("p01").expect("a person"), Day::parse("2026-01-01").expect("a day"));
        let command_id = desk.new_command_id().expect("an id");
        import(&desk, &Import { command_id, actor: actor.clone(), on, text: PEOPLE.to_owned() }).expect("imported");
        let command_id = desk.new_command_id().expect("an id");
        let text = REGULATION.to_owned();
        adopt(&desk, &Adopt { command_id, actor, on, unit: None, text, superior: None }).expect("adopted");
    }
    desk
}

/// What a play of the story recorded, command by command.
type Play = Vec<Vec<Entry>>;

fn play(desk: &Desk, shift: i64) -> Play {
    let told = story::read(STORY).expect("a story");
    let (mut play, mut target) = (Play::new(), Target::New);
    for beat in &told.beats {
        let BeatKind::Act { actor, on, act, fields, refused_by: None } = &beat.kind else { continue };
        let moved = |text: &String| Day::parse(text).map_or_else(|| text.clone(), |day| day.plus(shift).to_string());
        let fields: Vec<(String, String)> = fields.iter().map(|(key, text)| (key.clone(), moved(text))).collect();
        let Ok(command) = story::command(actor, on.plus(shift), act, &fields, |_| None) else { continue };
        let request = Request {
            command_id: desk.new_command_id().expect("an id"),
            actor: command.actor,
            on: command.on,
            act: command.act,
            case: target.clone(),
            expected_version: None,
            attachment: None,
        };
        if let Ok(receipt) = handle(desk, &request) {
            target = Target::Case(receipt.number);
            play.push(receipt.entries);
        }
    }
    play
}

/// Fills a site up to so many cases.
pub fn fill(data: &std::path::Path, count: usize) {
    let desk = open(data);
    let plays: Vec<Play> = SHIFTS.iter().map(|shift| play(&desk, *shift)).collect();
    let store = &desk.store;
    let start = usize::try_from(store.next_number(CASE, "2026-").expect("a number")).expect("a number");
    let mut random = Random::new(start as u64);
    let mut under_way: std::collections::VecDeque<Pending> = std::collections::VecDeque::new();
    let mut id = 0_u64;
    for number in start..=count {
        let play = &plays[random.below(plays.len())];
        // Most cases are young: half have been reported and no more.
        let length = if random.below(2) == 0 { 1 } else { 1 + random.below(play.len()) };
        let stream = store.new_stream_id().expect("an id");
        let number = format!("2026-{number:04}");
        let mut copy = Vec::new();
        for entry in play.iter().take(length).flatten() {
            let mut entry = entry.clone();
            match &mut entry.event {
                Event::Opened(opened) => opened.number = CaseNo::new(&number).expect("a number"),
                Event::Reported(report) => {
                    report.unit = UnitId::new(random.pick(&UNITS)).expect("a unit");
                    report.allegation = format!(
                        "{}{}{}，{}{}一并反映",
                        random.pick(&PLACES),
                        random.pick(&THINGS),
                        random.pick(&FAULTS),
                        random.pick(&PLACES),
                        random.pick(&THINGS)
                    );
                }
                _ => {}
            }
            copy.push(entry.to_wire());
        }
        id += 1;
        let mut command_id = [0; 16];
        command_id[..8].copy_from_slice(&(start as u64).to_be_bytes());
        command_id[8..].copy_from_slice(&id.to_be_bytes());
        under_way.push_back(store.submit(&Append {
            command_id,
            request_digest: [7; 32],
            stream,
            opens: Some((CASE, number)),
            expected_version: 0,
            events: copy,
        }));
        while under_way.len() >= UNDER_WAY {
            under_way.pop_front().expect("one").wait().expect("recorded");
        }
    }
    under_way.into_iter().for_each(|pending| drop(pending.wait().expect("recorded")));
}

/// Rows written to the view in one go.
const ROWS: usize = 20_000;

/// Fills the view alone, beyond a record it has reached: rows as the cases of [`fill`] give them, for lists of a length that
/// a record would take hours to make.
pub fn widen(data: &std::path::Path, count: usize) {
    let desk = open(data);
    let store = &desk.store;
    let lists = store.case_lists().expect("a view");
    let seen = lists.seen().expect("a place");
    assert_eq!(seen, store.size().expect("a size"), "the view has reached the record");
    let connection = rusqlite::Connection::open(data.join("lists.db")).expect("a view");
    let stamp: i64 = connection.query_row("SELECT stamp FROM case_rows", [], |row| row.get(0)).expect("a row");
    drop(connection);
    let mut random = Random::new(3);
    let numbers: Vec<usize> = (0..count).collect();
    for numbers in numbers.chunks(ROWS) {
        let rows: Vec<CaseRow> = numbers.iter().map(|number| wide_row(&mut random, *number, stamp)).collect();
        store.write_cases(&Written::new(store, &rows, seen).expect("nonces")).expect("written");
    }
}

fn wide_row(random: &mut Random, number: usize, stamp: i64) -> CaseRow {
    let unit = random.pick(&UNITS);
    let matter = format!(
        "{}{}{}，{}{}一并反映",
        random.pick(&PLACES),
        random.pick(&THINGS),
        random.pick(&FAULTS),
        random.pick(&PLACES),
        random.pick(&THINGS)
    );
    let is_open = random.below(10) == 0;
    let step = random.pick(&["screen", "plan", "find", "determine", "decide"]);
    let due = if is_open { 20_600 + random.below(200) as i64 } else { NO_DAY };
    let mut stream = [9; 16];
    stream[..8].copy_from_slice(&(number as u64).to_be_bytes());
    let person = |person: &str, tie, has_turn, has_acted| CasePerson {
        person: person.to_owned(),
        tie,
        has_turn: has_turn && is_open,
        has_acted,
    };
    let worked = random.below(2) == 0;
    let number_text = format!("2025-{number:07}");
    CaseRow {
        stream: StreamId(stream),
        id: 100_000_000 + number as u64 * 8,
        changed: 100_000_000 + number as u64 * 8 + random.below(7) as u64,
        version: 3,
        text: format!("{number_text} {matter}"),
        number: number_text,
        kind: CASE,
        place: CasePlace { law: "general@2026-1".to_owned(), unit: unit.to_owned(), is_filing: false },
        subject: "p07".to_owned(),
        matter,
        stage: if is_open { "waits" } else { "closed" }.to_owned(),
        step: if is_open { step } else { "" }.to_owned(),
        turn: "容错机构".to_owned(),
        due,
        duty_step: step.to_owned(),
        duty_due: due,
        outcome: if is_open { "" } else { random.pick(&["exempt", "lenient", "accountable"]) }.to_owned(),
        opened: 20_500,
        changed_on: 20_500 + random.below(100) as i64,
        is_open,
        stamp,
        fresh_until: NO_DAY,
        people: vec![
            person("p16", CaseTie::Accuser, false, true),
            person("p10", if worked { CaseTie::Whole } else { CaseTie::None }, true, worked),
            person("p09", CaseTie::None, true, false),
            person("p07", if number % 1_000 == 0 { CaseTie::Party } else { CaseTie::None }, false, number % 1_000 == 0),
        ],
    }
}
