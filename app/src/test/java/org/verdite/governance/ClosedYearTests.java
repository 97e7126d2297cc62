package org.verdite.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Whatever anybody does afterwards, allowed or not: a year that was closed stays as it was, in the database and as it
/// is
/// shown, while the year that runs follows each step.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class ClosedYearTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate START = LocalDate.parse("2020-01-01");
    private static final int STEPS = 30;
    private static final String ALL_OF_IT = """
            select md5(concat_ws('|',
              (select y::text from governance.closed_year y where y.id = :closed),
              (select string_agg(d::text, ';' order by d.id) from governance.closed_duty d where d.closed_id = :closed),
              (select string_agg(l::text, ';' order by l.id) from governance.closed_line l where l.closed_id = :closed),
              (select string_agg(c::text, ';' order by c.id) from governance.carried c where c.closed_id = :closed)))""";

    @Autowired
    SmallGroup g;

    @Autowired
    Years years;

    @Autowired
    Waivers waivers;

    @Autowired
    LoopBoard board;

    @Autowired
    Items items;

    @Autowired
    Actions actions;

    @Autowired
    Units units;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private UnitId mine;
    private UnitId elsewhere;
    private final List<ActionId> opened = new ArrayList<>();
    private final List<ItemId> found = new ArrayList<>();

    /// What can happen to a unit whose year is closed, at a moment and by a person that the lot names.
    private interface Happening {
        void to(Random lot);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_closed_year_never_changes(long seed) {
        var lot = new Random(seed);
        long closed = closedYear(lot);
        String asItWas = all(closed);
        var board = as(g.director, () -> this.board.closed(closed));
        String running = running();
        int moved = 0;
        int refused = 0;
        var happenings = happenings(closed);
        for (int step = 0; step < STEPS; step++) {
            int which = lot.nextInt(happenings.size());
            try {
                happenings.get(which).to(lot);
            } catch (Refused | Invalid | Conflict | NotPermitted | NotHere | DataAccessException e) {
                refused++;
            }
            assertThat(all(closed))
                    .as("seed %d, step %d, happening %d", seed, step, which)
                    .isEqualTo(asItWas);
            String now = running();
            moved += now.equals(running) ? 0 : 1;
            running = now;
        }
        assertThat(as(g.director, () -> this.board.closed(closed))).isEqualTo(board);
        assertThat(moved).as("steps that the running year shows").isGreaterThan(3);
        assertThat(refused).as("steps that were not allowed").isGreaterThan(0);
    }

    private List<Happening> happenings(long closed) {
        return List.of(
                lot -> action(LocalDate.of(2025, 12, 1).plusDays(lot.nextInt(300))),
                lot -> item(LocalDate.of(2025, 12, 1).plusDays(lot.nextInt(300))),
                lot -> by(lot, () -> {
                    var id = any(opened, lot);
                    var a = actions.find(id).orElseThrow(() -> new NotHere("action"));
                    var due = LocalDate.of(2025, 6, 1).plusDays(lot.nextInt(700));
                    actions.change(
                            a.id(), a.version(), a.title() + " x", anybody(lot).id(), due, null);
                }),
                lot -> by(lot, () -> actions.done(any(opened, lot), LocalDate.of(2025, 12, 20), "Done")),
                lot -> by(lot, () -> actions.cancel(any(opened, lot), "Not needed any more")),
                lot -> by(lot, () -> items.reclassify(any(found, lot), Severity.MAJOR, "Worse than thought")),
                lot -> by(lot, () -> years.close(mine, 2025)),
                lot -> by(lot, () -> waivers.ask(mine, 2025, "REVIEW", "Once more", LocalDate.of(2027, 3, 31))),
                lot -> rename(lot),
                lot -> Scope.system("test")
                        .run(() -> units.move(
                                mine,
                                lot.nextBoolean() ? elsewhere : g.group,
                                LocalDate.of(2025, 2, 1).plusDays(lot.nextInt(600)),
                                "Reorganised")),
                lot -> tampered("update governance.closed_year set actions = actions + 1 where id = " + closed),
                lot -> tampered(
                        "update governance.closed_line set late = 0, done = required where closed_id = " + closed),
                lot -> tampered("update governance.carried set owner_id = null where closed_id = " + closed),
                lot -> tampered("delete from governance.closed_duty where closed_id = " + closed));
    }

    private long closedYear(Random lot) {
        opened.clear();
        found.clear();
        g.clock.to("2025-10-18T01:14:00Z");
        String code = "CY-" + NUMBER.incrementAndGet();
        mine = unit(code, "SITE");
        elsewhere = unit(code + "-SUB", "SUBSIDIARY");
        for (int i = 1 + lot.nextInt(4); i >= 0; i--) {
            action(LocalDate.of(2025, 11, 1).plusDays(lot.nextInt(200)));
        }
        g.clock.to("2026-11-18T01:14:00Z");
        for (int i = lot.nextInt(3); i >= 0; i--) {
            item(LocalDate.of(2025, 11, 1).plusDays(lot.nextInt(60)));
        }
        var other = new Scope("system:test", null, g.he.id().value(), null, "test", false);
        for (String duty : List.of("REVIEW", "INTERNAL_AUDIT")) {
            long asked = as(g.director, () -> waivers.ask(mine, 2025, duty, "Flood", LocalDate.of(2027, 3, 31)));
            other.run(() -> waivers.decide(asked, true, "It is planned for May."));
        }
        return as(g.director, () -> years.close(mine, 2025));
    }

    private UnitId unit(String code, String kind) {
        return Scope.system("test")
                .get(() -> units.open(new NewUnit(code, LocalText.of(code, code + " 矿", "en"), kind, g.group, START)));
    }

    private void action(LocalDate due) {
        opened.add(as(
                g.director,
                () -> actions.open(new NewAction(
                        mine,
                        "Mend it",
                        "OTHER",
                        g.lin.id(),
                        due,
                        null,
                        new Origin("test", "test", "1", "Test", "/test")))));
    }

    private void item(LocalDate discovered) {
        found.add(as(
                g.director,
                () -> items.open(
                        new NewItem(
                                mine, "Bund cracked", "", Severity.MINOR, "WASTE", null, g.xu.id(), discovered, false),
                        null)));
    }

    private void rename(Random lot) {
        int version = jdbc.sql("select version from organisation.unit where id = " + mine)
                .query(Integer.class)
                .single();
        var from = LocalDate.of(2025, 3, 1).plusDays(lot.nextInt(500));
        Scope.system("test")
                .run(() -> units.rename(mine, version, LocalText.of("en", "Renamed " + lot.nextInt(99)), "SITE", from));
    }

    private void tampered(String statement) {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql(statement).update()));
    }

    private Person anybody(Random lot) {
        return any(List.of(g.director, g.director, g.director, g.zhou, g.he), lot);
    }

    private void by(Random lot, Runnable step) {
        anybody(lot).scope().run(step);
    }

    private String all(long closed) {
        return Scope.system("test")
                .get(() -> within.execute(_ -> jdbc.sql(ALL_OF_IT)
                        .param("closed", closed)
                        .query(String.class)
                        .single()));
    }

    private String running() {
        return as(
                g.director,
                () -> years.standing(mine, 2026).lines() + " "
                        + years.standing(mine, 2026).name());
    }

    private static <T> T any(List<T> from, Random lot) {
        return from.get(lot.nextInt(from.size()));
    }

    private static <T> T as(Person person, Supplier<T> work) {
        return person.scope().get(work);
    }
}
