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
use bonafide_store::{Append, Pending};

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

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

const PLACES: [&str; 24] = [
    "青石", "白沙", "柳河", "东关", "西坪", "南岭", "北川", "龙泉", "石桥", "沙洲", "双井", "大湾", "马场", "梅溪", "竹园", "云峰",
    "清水", "红岩", "金桥", "松林", "平安", "长滩", "新塘", "古渡",
];
const THINGS: [&str; 24] = [
    "大桥", "水闸", "泵站", "堤防", "河道", "道路", "管网", "校舍", "卫生院", "敬老院", "市场", "码头", "仓库", "车站", "电站", "渠道",
    "公园", "林场", "果园", "茶场", "信贷", "补贴", "安置房", "污水厂",
];
const FAULTS: [&str; 24] = [
    "未招标即修复", "变更设计未报批", "超概算", "延误工期", "先行开工", "试点方案有误", "资金拨付迟缓", "合同条款疏漏", "验收不严",
    "监理缺位", "数据错报", "公示不足", "评估失准", "审批超时", "材料错用", "选址不当", "施工交底不清", "应急处置不当", "招商承诺失当",
    "台账不全", "测算偏差", "信息系统停机", "培训缺失", "巡查遗漏",
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
        let play = random.pick(&plays);
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
