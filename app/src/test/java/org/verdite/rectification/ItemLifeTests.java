package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.organisation.Delegations;
import org.verdite.rectification.Corrections.PlannedAction;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Random people take random steps, most of them wrong, through the lives of items. Whatever they try, it is done or
/// refused in words, never by the database, and after each step the same holds of every item.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class ItemLifeTests {

    private static final int LENGTH = 250;

    /// What somebody tries. A step often needs others before it, so that the way forward comes up more than once.
    private enum Try {
        CARRY_ON,
        ASSIGN,
        CAUSE,
        ADD_ACTION,
        WORK,
        SUBMIT_PLAN,
        APPROVE,
        RETURN,
        PROVE,
        CORRECT,
        SUBMIT_DONE,
        VERIFY,
        REJECT,
        EFFECTIVE,
        INEFFECTIVE,
        ASK_TIME,
        DECIDE_TIME,
        PROPOSE_CANCEL,
        DECIDE_CANCEL,
        RECLASSIFY,
        EDIT,
        REPEAT,
        NO_REPEAT,
        DRAW,
        CLOSE_UNSAMPLED,
        BRANCH,
        PRUNE,
        HAND_OVER,
        WAIT
    }

    /// @param roll decides what a step needs beside who and which
    private record Move(int who, int item, Try step, int roll) {}

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Assignments assignments;

    @Autowired
    Corrections corrections;

    @Autowired
    Verification verification;

    @Autowired
    Deferrals deferrals;

    @Autowired
    Repeats repeats;

    @Autowired
    Sampling sampling;

    @Autowired
    Causes causes;

    @Autowired
    Delegations delegations;

    @Autowired
    Actions actions;

    @Autowired
    Evidence evidence;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    /// The same seed is the same walk. Every third move tries the way forward.
    private static List<Move> walk(long seed) {
        var random = new Random(seed);
        return Stream.generate(() -> new Move(
                        random.nextInt(7),
                        random.nextInt(10),
                        random.nextInt(3) == 0 ? Try.CARRY_ON : Try.values()[random.nextInt(Try.values().length)],
                        random.nextInt(1000)))
                .limit(LENGTH)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 34})
    void whatever_people_try_the_rules_of_an_items_life_hold(long seed) {
        g.clock.to("2026-11-18T01:14:00Z");
        var walk = walk(seed);
        var people = List.of(g.lin, g.wu, g.xu, g.zhou, g.he, g.director, g.rosa);
        var here = new ArrayList<ItemId>();
        var taken = new LinkedHashMap<Try, Integer>();
        for (int i = 0; i < walk.size(); i++) {
            var move = walk.get(i);
            var going = going(here, seed, i);
            var id = going.get(move.item() % going.size());
            String told = "seed " + seed + ", move " + i + ": " + move + " on " + id;
            // every other move is tried by one after the other until somebody may, the rest by one alone
            int tries = move.roll() % 2 == 0 ? people.size() : 1;
            for (int k = 0; k < tries; k++) {
                var who = people.get((move.who() + k) % people.size());
                if (done(who, move, id, told, people, here)) {
                    taken.merge(move.step(), 1, Integer::sum);
                    break;
                }
            }
            holds(id, told);
        }
        here.forEach(id -> holds(id, "seed " + seed + ", at the end"));
        assertThat(taken).as("a walk that goes nowhere tests nothing").hasSizeGreaterThan(10);
    }

    /// False when it was refused in words.
    private boolean done(Person who, Move move, ItemId id, String told, List<Person> people, List<ItemId> here) {
        try {
            who.scope().run(() -> take(move.step(), id, move.roll(), people, here));
            return true;
        } catch (Refused | Invalid | NotPermitted | NotHere | Conflict e) {
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(told + " by " + who.id(), e);
        }
    }

    private ItemId open(Severity severity, long seed) {
        return g.lin.scope()
                .get(() -> items.open(
                        NewItem.of(g.section, "Seepage at toe drain, walk " + seed, severity, "WATER", today())
                                .carriedBy(g.lin.id())));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(g.clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    private void take(Try step, ItemId id, int roll, List<Person> people, List<ItemId> here) {
        switch (step) {
            case CARRY_ON -> carryOn(id, roll, people);
            case ASSIGN ->
                assignments.assign(
                        id, new Assignment(person(people, roll), person(people, roll / 8), person(people, roll / 64)));
            case CAUSE -> corrections.recordCause(id, List.of("The drain was blocked."), "MAINTENANCE");
            case ADD_ACTION -> action(id, people.get(roll % people.size()).id());
            case WORK -> work(id, roll);
            case SUBMIT_PLAN -> corrections.submitPlan(id, "");
            case APPROVE -> corrections.approvePlan(id, "");
            case RETURN -> corrections.returnPlan(id, "Think again.");
            case PROVE -> prove(id, roll);
            case CORRECT -> corrections.correctOnTheSpot(id, "Cleared.");
            case SUBMIT_DONE -> corrections.submitDone(id, "");
            case VERIFY -> verification.verify(id, "", roll % 2 == 0 ? today() : null);
            case REJECT -> verification.reject(id, "Still wet.");
            case EFFECTIVE -> verification.closeEffective(id, "Dry since.");
            case INEFFECTIVE -> verification.findIneffective(id, "Wet again.");
            case ASK_TIME -> deferrals.askTime(id, today().plusDays(roll % 90), "The pump is late.");
            case DECIDE_TIME -> deferrals.decideTime(id, roll % 2 == 0, "Seen.");
            case PROPOSE_CANCEL -> deferrals.proposeCancel(id, "INVALID", "It was rain.");
            case DECIDE_CANCEL -> deferrals.decideCancel(id, roll % 5 == 0, "Seen.");
            case RECLASSIFY -> items.reclassify(id, Severity.values()[roll % 4], "Seen on site.");
            case EDIT -> items.edit(id, 1 + roll % 9, title(id), "Seen at the toe drain.", "WATER");
            case REPEAT -> repeats.link(id, here.get(roll % here.size()));
            case NO_REPEAT -> repeats.unlink(id, "Another drain.");
            case DRAW -> sampling.draw(id, "The photo shows another drain.");
            case CLOSE_UNSAMPLED -> {
                // the clock does it, and nobody else
                if (roll % 2 == 0) {
                    Scope.system("rectification").run(sampling::close);
                } else {
                    sampling.close();
                }
            }
            case BRANCH -> branch(id, roll);
            case PRUNE -> prune(id, roll);
            case HAND_OVER ->
                delegations.hand(new Delegations.Handing(
                        post(),
                        roll % 2 == 0 ? null : g.lin.id(),
                        people.get(roll % people.size()).id(),
                        today(),
                        today().plusDays(roll % 5),
                        "Away"));
            case WAIT -> g.clock.plusDays(roll % 20);
        }
    }

    private void branch(ItemId id, int roll) {
        var tree = causes.of(id);
        Long under = roll % 3 == 0 || tree.isEmpty()
                ? null
                : tree.get(roll % tree.size()).id();
        causes.add(
                id,
                under,
                new Cause.Said(Cause.Level.values()[roll % 3], roll % 7 == 0 ? "" : "EQP.1", "Because.", null));
    }

    private void prune(ItemId id, int roll) {
        var tree = causes.of(id);
        if (!tree.isEmpty()) {
            var cause = tree.get(roll % tree.size());
            causes.remove(id, cause.id(), roll % 5 == 0 ? 99 : cause.version());
        }
    }

    private int post() {
        return Scope.system("test")
                .<Integer>get(() ->
                        within.execute(_ -> jdbc.sql("select id from organisation.position where code = 'RG-P-OFFICER'")
                                .query((rs, _) -> rs.getInt(1))
                                .single()));
    }

    /// The step that comes next, by whoever tries it: without it random steps seldom get far.
    private void carryOn(ItemId id, int roll, List<Person> people) {
        var item = Scope.system("test")
                .get(() -> within.execute(
                        _ -> jdbc.sql("select state || ' ' || workflow from rectification.item where id = :id")
                                .param("id", id.value())
                                .query((rs, _) -> rs.getString(1))
                                .single()));
        switch (String.valueOf(item)) {
            case "OPEN PLAN" -> {
                corrections.recordCause(id, List.of("The drain was blocked."), "MAINTENANCE");
                action(id, people.get(roll % 3).id());
                corrections.submitPlan(id, "");
            }
            case "OPEN SPOT" -> {
                prove(id, roll);
                corrections.correctOnTheSpot(id, "Cleared.");
            }
            case "PLAN_SUBMITTED PLAN" -> corrections.approvePlan(id, "");
            case "IN_PROGRESS PLAN" -> {
                prove(id, roll);
                work(id, roll);
                corrections.submitDone(id, "");
            }
            case "VERIFIED PLAN", "VERIFIED SPOT" -> verification.closeEffective(id, "Dry since.");
            default -> verification.verify(id, "", today());
        }
    }

    private String title(ItemId id) {
        return String.valueOf(Scope.system("test")
                .<Object>get(() -> within.execute(_ -> jdbc.sql("select title from rectification.item where id = :id")
                        .param("id", id.value())
                        .query((rs, _) -> rs.getString(1))
                        .single())));
    }

    private static @org.jspecify.annotations.Nullable PersonId person(List<Person> people, int roll) {
        int at = roll % 8;
        return at < people.size() ? people.get(at).id() : null;
    }

    private void action(ItemId id, PersonId owner) {
        corrections.addAction(id, new PlannedAction("Clear it", "CORRECTIVE", owner, today().plusDays(1), null, false));
    }

    private void work(ItemId id, int roll) {
        var origin = new Origin("rectification", "item", id.toString(), "", "/rectification/items/" + id);
        for (var action : actions.of(origin)) {
            if (!action.state().over()) {
                if (action.state().name().equals("OPEN")) {
                    actions.start(action.id());
                }
                if (roll % 3 > 0) {
                    actions.done(action.id(), today(), "");
                }
            }
        }
    }

    private void prove(ItemId id, int roll) {
        evidence.keep(
                new ByteArrayInputStream((id + " " + roll).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "drain.txt",
                "text/plain",
                g.section,
                new Origin("rectification", "item", id.toString(), "Item", "/rectification/items/" + id),
                "The drain");
    }

    /// The items that go on, three at least: successors too, and a new one where others have ended.
    private List<ItemId> going(List<ItemId> here, long seed, int move) {
        var going = new ArrayList<ItemId>(Scope.system("test")
                .<List<ItemId>>get(() -> within.execute(_ -> jdbc.sql("""
                        select id from rectification.item where title like '% ' || :walk
                          and state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'INEFFECTIVE') order by id""")
                        .param("walk", "walk " + seed)
                        .query((rs, _) -> new ItemId(rs.getLong(1)))
                        .list())));
        while (going.size() < 3) {
            going.add(open(Severity.values()[(move + going.size()) % 4], seed));
        }
        going.stream().filter(id -> !here.contains(id)).forEach(here::add);
        return going;
    }

    /// What must be true of an item at any time; each answers with what is wrong.
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("nobody with a hand in it verified it", """
                select 1 from rectification.item i where i.id = :id and i.state in ('VERIFIED', 'CLOSED_EFFECTIVE')
                  and i.verified_by in (select p.person_id from rectification.item_party p where p.item_id = i.id and p.since <= i.verified_at)""");
        RULES.put("no step of verifying was taken by the owner or substitute", """
                select 1 from rectification.item_step s join rectification.item_party p on p.item_id = s.item_id
                  and p.person_id = s.person_id and p.part in ('OWNER', 'SUBSTITUTE') and p.since < s.at
                where s.item_id = :id and s.step in ('VERIFY', 'CLOSE_EFFECTIVE', 'REJECT')""");
        RULES.put("a deadline moves only with granted time or another severity", """
                select 1 from (select s.step, s.deadline,
                    lead(s.deadline) over (order by s.id) as later from rectification.item_step s where s.item_id = :id) x
                where x.later <> x.deadline and x.step not in ('GRANT_TIME', 'RECLASSIFY', 'RAISE')""");
        RULES.put("time is decided by an approver above, who neither asked nor carries", """
                select 1 from rectification.item_extension x join rectification.item i on i.id = x.item_id
                where x.item_id = :id and x.decided_by is not null and (x.decided_by = x.asked_by
                  or not (x.decided_by = any(:approvers)))""");
        RULES.put("severity is changed by an approver", """
                select 1 from rectification.item_step s where s.item_id = :id and s.step = 'RECLASSIFY'
                  and not (s.person_id = any(:approvers))""");
        RULES.put("what is closed as effective was verified before", """
                select 1 from rectification.item_step c where c.item_id = :id and c.step = 'CLOSE_EFFECTIVE'
                  and not exists (select from rectification.item_step v where v.item_id = c.item_id and v.step = 'VERIFY' and v.id < c.id)""");
        RULES.put("what is closed without verification was not drawn, has its evidence, and no person closed it", """
                select 1 from rectification.item_step c join rectification.item i on i.id = c.item_id
                where c.item_id = :id and c.step = 'CLOSE_UNSAMPLED' and (c.person_id is not null or i.closed_by is not null
                  or i.drawn is distinct from false or i.close_on > c.day or i.workflow <> 'SPOT' or rectification.proofs(i.id) = 0
                  or (select s.drawn from rectification.sample s where s.item_id = i.id order by s.id desc limit 1))""");
        RULES.put("every correction on the spot has its draw, kept with why", """
                select 1 from rectification.item_step c where c.item_id = :id and c.step = 'CORRECT'
                  and not exists (select from rectification.sample s where s.step_id = c.id)
                union all
                select 1 from rectification.item i where i.id = :id and i.state = 'CORRECTED' and i.drawn is distinct from
                  (select s.drawn from rectification.sample s where s.item_id = i.id order by s.id desc limit 1)""");
        RULES.put("a plan handed in stands on a root cause, and its words are the way to it", """
                select 1 from rectification.item i where i.id = :id and i.workflow = 'PLAN' and i.state not in ('OPEN', 'CANCELLED')
                  and not exists (select from rectification.cause c where c.item_id = i.id and c.level = 'ROOT')
                union all
                select 1 from rectification.item i where i.id = :id and cardinality(i.cause) > 0
                  and not exists (select from rectification.cause c where c.item_id = i.id and c.text = i.cause[cardinality(i.cause)])""");
        RULES.put("nobody who stood in for its owner then verified it", """
                select 1 from rectification.item i join rectification.item_party p on p.item_id = i.id and p.part = 'OWNER'
                join organisation.appointment a on a.for_id = p.person_id and a.person_id = i.verified_by and a.superseded_at is null
                where i.id = :id and i.state in ('VERIFIED', 'CLOSED_EFFECTIVE') and a.valid_from <= (coalesce(p.until, i.verified_at) at time zone i.time_zone)::date
                  and a.valid_to > (p.since at time zone i.time_zone)::date""");
        RULES.put("a plan is approved by another than who wrote it", """
                select 1 from rectification.item i where i.id = :id and (i.approved_by = i.plan_by or i.approved_by = i.owner_id)""");
        RULES.put("each step begins where the last one ended, and the last ends where the item is", """
                select 1 from (select s.from_state, lag(s.to_state) over (order by s.id) as before
                  from rectification.item_step s where s.item_id = :id) x where x.before is not null and x.before <> x.from_state
                union all
                select 1 from rectification.item i where i.id = :id and i.state <>
                  (select s.to_state from rectification.item_step s where s.item_id = i.id order by s.id desc limit 1)""");
        RULES.put("every change is a step, and every step is in the trail", """
                select 1 from rectification.item i where i.id = :id and (
                  i.version <> (select count(*) from rectification.item_step s where s.item_id = i.id and s.step <> 'LINK')
                  or exists (select from rectification.item_step s where s.item_id = i.id and not exists (
                    select from trail.entry e where e.place = 'rectification.item_step' and e.row_key = s.id::text)))""");
        RULES.put("what was not effective has ended, and one goes on", """
                select 1 from rectification.item i where i.id = :id and (i.state = 'INEFFECTIVE') <> (i.succeeded_by is not null)""");
    }

    private void holds(ItemId id, String told) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> RULES.forEach((rule, sql) -> {
                    var query = jdbc.sql(sql).param("id", id.value());
                    if (sql.contains(":approvers")) {
                        query = query.param("approvers", new Integer[] {
                            g.zhou.id().value(), g.director.id().value()
                        });
                    }
                    assertThat(query.query((rs, _) -> rs.getInt(1)).list())
                            .as(rule + "; " + told)
                            .isEmpty();
                })));
    }
}
